import type { WebSocket } from 'ws'
import { CLOSE } from '@/lib/protocol'
import type { Log } from '../log'
import type { Metrics } from '../metrics'
import type { Wire } from './wire'

/** A close frame may say this many bytes of reason (RFC 6455 §5.5). */
const REASON_BYTES = 123

/** A socket of `ws` as a wire. */
export class SocketWire implements Wire {
  constructor(
    private readonly socket: WebSocket,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  get waiting(): number {
    return this.socket.bufferedAmount
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame)
    this.metrics.frameSent(frame.length)
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
