import type { Clock } from '@/lib/connection'
import { CLOSE, type StorageState } from '@/lib/protocol'
import type { Log } from '../log'
import type { Storage } from '../storage/storage'
import { Committer } from './committer'
import type { Batch, Room } from './room'

/** Between two ticks, in ms. What comes after a quiet moment does not wait. */
const TICK = 16

/** A batch that lets out nothing but presence. */
const NOTHING: Batch = { rows: [], update: null, size: 0, answers: [], saved: [] }

/**
 * Carries what rooms took in to the log, and what the log has to the people in them: each tick collects from all dirty rooms,
 * commits all of it at once, and publishes it. One commit after the other, so that the log is in order.
 */
export class Ticker {
  private isPlanned = false
  private lastTick = Number.NEGATIVE_INFINITY
  private ticking: Promise<void> = Promise.resolve()
  /** How many ticks have something to commit, now or after those before. */
  private commits = 0
  private readonly committer: Committer

  /**
   * @param rooms - answers every room of this process
   * @param onState - called when commits begin to fail, for another reason, or succeed again
   */
  constructor(
    private readonly rooms: () => Iterable<Room>,
    storage: Storage,
    private readonly log: Log,
    private readonly clock: Clock,
    onState: (state: StorageState) => void,
  ) {
    this.committer = new Committer(storage, log, clock, {
      publish: (room, batch) => this.publish(room, batch),
      wake: () => void this.tick(),
      onState,
    })
  }

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

  /**
   * Lets out at once what needs no commit, and the rest when it is committed, tick after tick. Resolves when everything
   * that was taken until now is out, or waits for a storage in trouble. Never rejects.
   */
  tick(): Promise<void> {
    if (this.commits > 0 || this.committer.isResting) this.goOnWithoutCommit()
    this.commits++
    this.ticking = this.ticking
      .then(() => this.commitAndPublish())
      .catch(error => this.log.error('a tick failed', { error }))
      .finally(() => this.commits--)
    return this.ticking
  }

  /** Resolves when the ticks under way are done. */
  settled(): Promise<void> {
    return this.ticking
  }

  /** Whether changes of this room wait to be committed. */
  awaits(room: Room): boolean {
    return room.hasChanges || this.committer.awaits(room)
  }

  /** How commits fare. */
  get state(): StorageState {
    return this.committer.state
  }

  /** Ticks a last time, even though the storage may just have failed. */
  async finish(): Promise<void> {
    this.committer.stopResting()
    await this.tick()
    this.committer.stop()
  }

  private async commitAndPublish(): Promise<void> {
    if (this.committer.isResting) return
    for (const { room, batch } of this.collect()) {
      if (batch.rows.length > 0 || this.committer.awaits(room)) this.committer.add(room, batch)
      else this.publish(room, batch)
    }
    await this.committer.commit()
  }

  /** Presence and the boards that nobody changes do not wait for a commit. */
  private goOnWithoutCommit(): void {
    const now = this.clock.now()
    for (const room of this.dirty()) {
      const batch = this.awaits(room) ? NOTHING : this.guarded(room, () => room.collect(now))
      if (batch !== null) this.publish(room, batch)
    }
  }

  private collect(): { room: Room; batch: Batch }[] {
    const now = this.clock.now()
    return this.dirty().flatMap(room => {
      const batch = this.guarded(room, () => room.collect(now))
      return batch === null ? [] : [{ room, batch }]
    })
  }

  private dirty(): Room[] {
    return [...this.rooms()].filter(room => room.isDirty && !room.isAbandoned)
  }

  private publish(room: Room, batch: Batch): void {
    this.guarded(room, () => room.publish(batch))
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
