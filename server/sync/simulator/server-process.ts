import type { Clock } from '@/lib/connection'
import type { Limits } from '@/lib/protocol'
import type { Log } from '../../log'
import type { Storage } from '../../storage/storage'
import { Door } from '../door'
import type { Room } from '../room'
import { Rooms } from '../rooms'
import type { Link } from './link'
import type { Listener } from './network'

/** A clock that stops when its process ends: what waited there never happens. */
export class ProcessClock implements Clock {
  isStopped = false

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now()
  }

  after(ms: number, task: () => void): () => void {
    return this.clock.after(ms, () => {
      if (!this.isStopped) task()
    })
  }
}

/** The rooms and the door of one server process, with the shell around them played over links in memory. */
export class ServerProcess implements Listener {
  readonly rooms: Rooms
  private readonly door: Door

  constructor(
    readonly clock: ProcessClock,
    readonly storage: Storage,
    limits: Limits,
    log: Log,
  ) {
    this.rooms = new Rooms(storage, limits, log, clock)
    this.door = new Door(storage, this.rooms, limits, log, clock)
  }

  /** As the sync endpoint does with a socket: what it says waits until the room is there. */
  accept(link: Link): void {
    void this.door.admit(link.wire, link.boardId, link.protocols).then(connection => {
      if (this.clock.isStopped) return
      link.listen({
        message: bytes => connection?.receive(bytes),
        pong: () => connection?.hear(),
        closed: () => connection?.leave(),
      })
    })
  }

  /** The room of the board if it is loaded and in use. */
  room(boardId: string): Room | null {
    const room = this.rooms['residents'].get(boardId)?.room ?? null
    return room?.isAbandoned === true ? null : room
  }
}
