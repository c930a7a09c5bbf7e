import type { Clock } from '@/lib/connection'
import { CLOSE, type Limits, type Role } from '@/lib/protocol'
import type { News, Peer } from './peer'
import type { Room } from './room'
import type { Wire } from './wire'

/** A connection that has said nothing for two pings is gone: 10 to 15 s after its last sign of life, in ms. */
const PING_EVERY = 5_000
/** What may wait for a connection before presence is left out, in bytes. */
const SLOW = 256 * 1024

/** Who is at the other end of a wire. */
export interface Visitor {
  readonly role: Role
  /** The participant's public id; connections that brought no token share one per link. */
  readonly participant: string
  /** Whether it brought a token: then it understands our own message types. */
  readonly named: boolean
}

/** A wire in a room. */
export class Connection implements Peer {
  readonly role: Role
  readonly participant: string
  readonly named: boolean
  private heardSincePing = true
  private silentPings = 0
  /** The largest frame so far: a slow connection is given the time for the board itself. */
  private largestFrame = 0
  private cancelPing = () => {}

  constructor(
    private readonly wire: Wire,
    { role, participant, named }: Visitor,
    private readonly room: Room,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {
    this.role = role
    this.participant = participant
    this.named = named
  }

  /** Joins the room. */
  enter(): void {
    this.planPing()
    this.room.join(this, this.clock.now())
  }

  receive(frame: Uint8Array): void {
    this.hear()
    this.room.receive(this, frame, this.clock.now())
  }

  /** The other side answered a ping, or is alive in another way. */
  hear(): void {
    this.heardSincePing = true
    this.silentPings = 0
  }

  /** The wire is closed. */
  leave(): void {
    this.cancelPing()
    this.room.leave(this)
  }

  send(frames: readonly Uint8Array[]): void {
    if (this.wire.waiting > this.limits.sendBufferBytes + this.largestFrame) {
      this.close(CLOSE.tryAgain, 'This connection is too slow for the board.')
      this.wire.terminate()
      return
    }
    for (const frame of frames) this.largestFrame = Math.max(this.largestFrame, frame.length)
    this.wire.send(frames)
  }

  tell(news: News, own: readonly Uint8Array[]): void {
    const frames = this.wire.waiting > SLOW ? news.lasting : news.frames
    if (own.length > 0) this.send([...own, ...frames])
    else if (frames.length > 0) this.send(frames)
  }

  close(code: number, reason: string): void {
    this.wire.close(code, reason)
  }

  private planPing(): void {
    this.cancelPing = this.clock.after(PING_EVERY, () => this.ping())
  }

  private ping(): void {
    if (!this.heardSincePing && ++this.silentPings >= 2) {
      this.wire.terminate()
      return
    }
    this.heardSincePing = false
    this.wire.ping()
    this.planPing()
  }
}
