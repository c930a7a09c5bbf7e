import type { RawData, WebSocket } from 'ws'
import { CLOSE, type Limits, type Role } from '@/lib/protocol'
import type { Peer } from './peer'
import type { Room } from './room'

/** A connection that has said nothing for two pings is gone: 10 to 15 s after its last sign of life. */
const PING_EVERY = 5_000
/** A close frame may say this many bytes of reason (RFC 6455 §5.5). */
const REASON_BYTES = 123
/** What may wait for a connection before presence is left out, in bytes. */
const SLOW = 256 * 1024

/** A WebSocket in a room. */
export class Connection implements Peer {
  private heardSincePing = true
  private silentPings = 0
  /** The largest frame so far: a slow connection is given the time for the board itself. */
  private largestFrame = 0
  private readonly pinging: NodeJS.Timeout

  constructor(
    private readonly socket: WebSocket,
    readonly role: Role,
    readonly participant: string,
    readonly named: boolean,
    private readonly limits: Limits,
  ) {
    this.pinging = setInterval(() => this.ping(), PING_EVERY)
    socket.once('close', () => clearInterval(this.pinging))
    socket.on('pong', () => this.hear())
  }

  /** Joins the room; the socket's messages go there from now on. */
  enter(room: Room): void {
    this.socket.on('message', data => {
      this.hear()
      room.receive(this, asBytes(data), Date.now())
    })
    this.socket.once('close', () => room.leave(this))
    room.join(this, Date.now())
  }

  send(frame: Uint8Array, fleeting?: 'fleeting'): void {
    const waiting = this.socket.bufferedAmount
    if (fleeting !== undefined && waiting > SLOW) return
    if (waiting > this.limits.sendBufferBytes + this.largestFrame) {
      this.close(CLOSE.tryAgain, 'This connection is too slow for the board.')
      this.socket.terminate()
      return
    }
    this.largestFrame = Math.max(this.largestFrame, frame.length)
    this.socket.send(frame)
  }

  close(code: number, reason: string): void {
    closeWith(this.socket, code, reason)
  }

  private hear(): void {
    this.heardSincePing = true
    this.silentPings = 0
  }

  private ping(): void {
    if (!this.heardSincePing && ++this.silentPings >= 2) {
      this.socket.terminate()
      return
    }
    this.heardSincePing = false
    this.socket.ping()
  }
}

/** Closes a socket with as much of the reason as fits. */
export function closeWith(socket: WebSocket, code: number, reason: string): void {
  socket.close(
    code,
    Buffer.from(reason)
      .subarray(0, REASON_BYTES)
      .toString()
      .replace(/\ufffd+$/, ''),
  )
}

function asBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
