import type { Clock } from '@/lib/connection'
import { CLOSE, type StorageState } from '@/lib/protocol'
import type { Log } from '../log'
import { type Metrics, NO_METRICS } from '../metrics'
import type { Storage } from '../storage/storage'
import { Committer } from './committer'
import type { Batch, Room } from './room'
import { TickPace } from './tick-pace'

/** Between two collections from one room, in ms: what its people do meanwhile goes out as one. */
const ROOM_INTERVAL = 16
/** The longest wait for a tick, in ms: a clock may be put back. */
const LONGEST_WAIT = 1_000

/**
 * Carries what rooms took in to the log, and what the log has to the people in them: each tick collects from all rooms that
 * have something, commits all of it at once, and publishes it. One commit after the other, so that the log is in order.
 */
export class Ticker {
  /** The rooms that have something, with the time from which on it is worth a tick. */
  private readonly waiting = new Map<Room, number>()
  private readonly collectedAt = new WeakMap<Room, number>()
  private planned: { readonly at: number; readonly cancel: () => void } | null = null
  private lastTick = Number.NEGATIVE_INFINITY
  private ticking: Promise<void> = Promise.resolve()
  /** How many ticks have something to commit, now or after those before. */
  private commits = 0
  private readonly committer: Committer
  private readonly pace: TickPace

  /** @param onState - called when commits begin to fail, for another reason, or succeed again */
  constructor(
    storage: Storage,
    private readonly log: Log,
    private readonly clock: Clock,
    onState: (state: StorageState) => void,
    private readonly metrics: Metrics = NO_METRICS,
  ) {
    this.pace = new TickPace(clock)
    const surroundings = {
      publish: (room: Room, batch: Batch) => this.pace.measure(() => this.publish(room, batch)),
      wake: () => void this.tick(),
      onState,
    }
    this.committer = new Committer(storage, log, clock, surroundings, metrics)
  }

  /**
   * Has a tick come for a room, not before a time: at once after a quiet moment of this room, else when its last one is long
   * enough ago. Rooms do not wait for each other, but while ticks take long.
   */
  plan(room: Room, notBefore: number): void {
    const at = Math.max(notBefore, (this.collectedAt.get(room) ?? Number.NEGATIVE_INFINITY) + ROOM_INTERVAL)
    this.waiting.set(room, Math.min(at, this.waiting.get(room) ?? at))
    this.schedule(at)
  }

  /**
   * Lets out at once what needs no commit, and the rest when it is committed, tick after tick. Resolves when everything
   * that was taken until now is out, or waits for a storage in trouble. Never rejects.
   */
  tick(): Promise<void> {
    if (this.commits > 0 || this.committer.isResting) this.pace.measure(() => this.goOnWithoutCommit())
    if (this.commits > 1) return this.ticking // one that has not begun takes this one's work too
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

  private schedule(notBefore: number): void {
    const at = Math.max(notBefore, this.lastTick + this.pace.gap)
    if (this.planned !== null && this.planned.at <= at) return
    this.planned?.cancel()
    const wait = Math.min(Math.max(0, at - this.clock.now()), LONGEST_WAIT)
    const cancel = this.clock.after(wait, () => {
      this.planned = null
      this.lastTick = this.clock.now()
      void this.tick()
    })
    this.planned = { at, cancel }
  }

  private async commitAndPublish(): Promise<void> {
    const endTick = this.metrics.tickBegins()
    if (!this.committer.isResting) {
      this.pace.measure(() => this.collect())
      await this.committer.commit()
    }
    this.pace.endTick()
    endTick()
  }

  private collect(): void {
    const now = this.clock.now()
    for (const room of this.takeReady(now)) {
      if (room.hasClaims) this.committer.addAside(room, room.collectClaims(now))
      const batch = this.guarded(room, () => room.collect(now, this.pace.cost))
      if (batch === null) continue
      if (batch.rows.length > 0 || this.committer.awaits(room)) this.committer.add(room, batch)
      else this.publish(room, batch)
    }
  }

  /** Presence and the boards that nobody changes do not wait for a commit. */
  private goOnWithoutCommit(): void {
    const now = this.clock.now()
    const { cost } = this.pace
    for (const room of this.takeReady(now)) {
      const isHeld = this.awaits(room)
      const batch = this.guarded(room, () =>
        isHeld ? room.collectPresence(now, cost) : room.collect(now, cost),
      )
      if (isHeld || room.hasClaims) this.waiting.set(room, now)
      if (batch !== null) this.publish(room, batch)
    }
  }

  /** Takes the rooms whose time has come from those that have something, and plans a tick for the others. */
  private takeReady(now: number): Room[] {
    const ready: Room[] = []
    for (const [room, notBefore] of this.waiting) {
      const clockWasPutBack = notBefore > now + LONGEST_WAIT
      if (notBefore > now && !clockWasPutBack) continue
      this.waiting.delete(room)
      this.collectedAt.set(room, now)
      if (!room.isAbandoned) ready.push(room)
    }
    if (this.waiting.size > 0) this.schedule(Math.min(...this.waiting.values()))
    return ready
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
