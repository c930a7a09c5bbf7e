import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CLOSE } from '@/lib/protocol'
import type { Log } from '../log'
import type { Metrics } from '../metrics'
import type { FrameWriter } from './frame-writer'
import type { Wire } from './wire'

/** A close frame may say this many bytes of reason (RFC 6455 §5.5). */
const REASON_BYTES = 123

/**
 * A socket of `ws` as a wire. What many sockets get is encoded once for all of them, which `ws` does not do: its frames go straight
 * to the stream below. Without compression `ws` writes whole frames at once too, so the two never cut into each other.
 */
export class SocketWire implements Wire {
  private readonly isPlain: boolean

  /**
   * @param stream - what the socket reads from and writes to
   * @param writer - the same one for all wires
   */
  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    private readonly writer: FrameWriter,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    this.isPlain = socket.extensions === ''
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  get waiting(): number {
    return this.socket.bufferedAmount
  }

  send(frames: readonly Uint8Array[]): void {
    if (!this.isOpen) return
    if (this.isPlain) this.writer.write(frames, this.stream)
    else for (const frame of frames) this.socket.send(frame)
    for (const frame of frames) this.metrics.frameSent(frame.length)
  }

  ping(): void {
    this.socket.ping()
  }

  close(code: number, reason: string): void {
    if (this.isOpen) this.report(code, reason)
    this.socket.close(code, cut(reason))
  }

  terminate(): void {
    this.socket.terminate()
  }

  private report(code: number, reason: string): void {
    this.metrics.refused(code)
    if (code !== CLOSE.restart) this.log.warn('a connection was ended', { code, reason })
  }
}

/** As much of a text as fits, without half a letter at its end. */
function cut(text: string): Buffer {
  const bytes = Buffer.from(text).subarray(0, REASON_BYTES)
  return Buffer.from(bytes.toString().replace(/\ufffd+$/, ''))
}
