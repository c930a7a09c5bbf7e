import type { Clock } from '@/lib/connection'
import { CLOSE } from '@/lib/protocol'
import type { Log } from '../log'
import { type Metrics, NO_METRICS } from '../metrics'
import type { LoggedUpdate, Storage } from '../storage/storage'
import type { Batch, Room } from './room'

/** Between two ticks, in ms. What comes after a quiet moment does not wait. */
const TICK = 16

/**
 * Carries what rooms took in to the log, and what the log has to the people in them: each tick collects from all dirty rooms,
 * commits all of it at once, and publishes it. One tick after the other, so that the log is in order.
 */
export class Ticker {
  private isPlanned = false
  private lastTick = Number.NEGATIVE_INFINITY
  private ticking: Promise<void> = Promise.resolve()

  /** @param rooms - answers every room of this process */
  constructor(
    private readonly rooms: () => Iterable<Room>,
    private readonly storage: Storage,
    private readonly log: Log,
    private readonly clock: Clock,
    private readonly metrics: Metrics = NO_METRICS,
  ) {}

  /** Has a tick come: at once after a quiet moment, else when the time since the last one is over. */
  plan(): void {
    if (this.isPlanned) return
    this.isPlanned = true
    const wait = this.lastTick + TICK - this.clock.now()
    this.clock.after(Math.min(wait, TICK), () => {
      this.isPlanned = false
      this.lastTick = this.clock.now()
      void this.tick()
    })
  }

  /** Ticks when the ticks before are done; resolves when everything that was taken until now is out. Never rejects. */
  tick(): Promise<void> {
    this.ticking = this.ticking
      .then(() => this.commitAndPublish())
      .catch(error => this.log.error('a tick failed', { error }))
    return this.ticking
  }

  /** Resolves when the ticks under way are done. */
  settled(): Promise<void> {
    return this.ticking
  }

  private async commitAndPublish(): Promise<void> {
    const endTick = this.metrics.tickBegins()
    const batches = this.collect()
    const rows = batches.flatMap(({ batch }) => batch.rows)
    let committed = true
    try {
      if (rows.length > 0) await this.commit(rows)
    } catch (error) {
      committed = false
      this.log.error('updates were not saved', { boards: batches.length, error })
    }
    for (const { room, batch } of batches) {
      if (committed || batch.rows.length === 0) this.guarded(room, () => room.publish(batch))
      else room.abandon(CLOSE.tryAgain, 'The server could not save. Your changes are kept in your browser.')
    }
    endTick()
  }

  private async commit(rows: readonly LoggedUpdate[]): Promise<void> {
    const endCommit = this.metrics.commitBegins()
    await this.storage.appendUpdates(rows)
    endCommit()
  }

  private collect(): { room: Room; batch: Batch }[] {
    const now = this.clock.now()
    const dirty = [...this.rooms()].filter(room => room.isDirty && !room.isAbandoned)
    return dirty.flatMap(room => {
      const batch = this.guarded(room, () => room.collect(now))
      return batch === null ? [] : [{ room, batch }]
    })
  }

  /** Does something to a room. When that fails, null: the room is loaded anew, and the others go on. */
  private guarded<Result>(room: Room, task: () => Result): Result | null {
    try {
      return task()
    } catch (error) {
      this.log.error('a room failed', { board: room.boardId, error })
      room.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
      return null
    }
  }
}
