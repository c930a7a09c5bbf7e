const CONTROL = 8
const FINAL = 0x80
const MASKED = 0x80
/** Lengths from 126 on stand behind the first two bytes of a header (RFC 6455 §5.2). */
const LENGTH_IN_2 = 126
const LENGTH_IN_8 = 127
const MASK_BYTES = 4

/**
 * Follows the frames in a stream of bytes from a WebSocket client, and counts what has come of a message that is not whole
 * yet. Whether the frames are valid is for others to say: after one that is not, the count means nothing.
 */
export class FrameFollower {
  /** The bytes of the message under way that have come. */
  unfinished = 0
  /** How many messages have come whole. */
  finished = 0
  private header: number[] = []
  /** Bytes of the present frame that are still to come. */
  private left = 0
  private isControl = false
  private isLast = false

  take(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.left === 0) {
        this.takeHeaderByte(chunk[at++] ?? 0)
        continue
      }
      const some = Math.min(this.left, chunk.length - at)
      at += some
      this.left -= some
      if (!this.isControl) this.unfinished += some
      if (this.left === 0) this.endFrame()
    }
  }

  private takeHeaderByte(byte: number): void {
    const { header } = this
    header.push(byte)
    const [first = 0, second = 0] = header
    if (header.length < 2 || header.length < headerLength(second)) return
    this.isControl = (first & CONTROL) !== 0
    this.isLast = (first & FINAL) !== 0
    this.left = payloadLength(header, second & ~MASKED)
    this.header = []
    if (this.left === 0) this.endFrame()
  }

  private endFrame(): void {
    if (!this.isLast || this.isControl) return
    this.unfinished = 0
    this.finished++
  }
}

function headerLength(second: number): number {
  const length = second & ~MASKED
  const extended = length === LENGTH_IN_8 ? 8 : length === LENGTH_IN_2 ? 2 : 0
  return 2 + extended + ((second & MASKED) === 0 ? 0 : MASK_BYTES)
}

function payloadLength(header: readonly number[], length: number): number {
  if (length < LENGTH_IN_2) return length
  const extended = header.slice(2, length === LENGTH_IN_8 ? 10 : 4)
  return extended.reduce((sum, byte) => sum * 256 + byte, 0)
}
