import type { Writable } from 'node:stream'

/** A final binary frame that is not masked (RFC 6455 §5.2). */
const FINAL_BINARY = 0x82
/** Joining frames saves a write, copying a large one costs more than that, in bytes. */
const LARGE = 16_384

/** Writes binary WebSocket frames, a server's side. A list that goes to many streams one after the other is encoded once. */
export class FrameWriter {
  private last: { readonly frames: readonly Uint8Array[]; readonly bytes: Uint8Array } | null = null

  write(frames: readonly Uint8Array[], stream: Writable): void {
    if (this.last?.frames === frames) {
      stream.write(this.last.bytes)
      return
    }
    const [first, ...others] = encode(frames)
    if (others.length === 0) {
      this.last = { frames, bytes: first }
      stream.write(first)
      return
    }
    // With a large frame in it, which is not kept here: only its header is made anew for the next stream.
    stream.cork()
    for (const bytes of [first, ...others]) stream.write(bytes)
    stream.uncork()
  }
}

/** Frames with their headers: small ones joined, large ones as they are, so that they are in memory only once. */
function encode(frames: readonly Uint8Array[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let small: Uint8Array[] = []
  for (const frame of frames) {
    small.push(header(frame.length))
    if (frame.length < LARGE) {
      small.push(frame)
      continue
    }
    pieces.push(Buffer.concat(small), frame)
    small = []
  }
  if (small.length > 0) pieces.push(Buffer.concat(small))
  return pieces
}

function header(length: number): Uint8Array {
  if (length < 126) return Uint8Array.of(FINAL_BINARY, length)
  if (length < 65_536) return Uint8Array.of(FINAL_BINARY, 126, length >> 8, length & 255)
  const bytes = Buffer.alloc(10)
  bytes[0] = FINAL_BINARY
  bytes[1] = 127
  bytes.writeUIntBE(length, 4, 6)
  return bytes
}
