import type { Clock } from '@/lib/connection'
import { CLOSE, type StorageState } from '@/lib/protocol'
import type { Log } from '../log'
import { type Metrics, NO_METRICS } from '../metrics'
import { type Storage, StorageTrouble } from '../storage/storage'
import type { Batch, Room } from './room'

/** How long the storage is left alone after it failed, at first and then, in ms. */
const FIRST_REST = 1_000
const REST = 3_000
/** What is committed at once, in bytes: all of it, but for what has piled up in a time of trouble. */
const MOST_BYTES = 4 * 1_048_576

interface Entry {
  readonly room: Room
  readonly batch: Batch
  /** Whether other batches of the room may be published before it. */
  readonly isAside: boolean
}

interface Surroundings {
  publish(room: Room, batch: Batch): void
  /** Called when a rest is over. */
  wake(): void
  /** Called when commits begin to fail, for another reason, or succeed again. */
  onState(state: StorageState): void
}

/**
 * Commits batches in the order in which they came, and publishes each when it is on the disk. While the storage is in trouble they
 * wait, and are tried again from time to time; nothing of them is shown to anybody, and nothing acknowledged.
 */
export class Committer {
  state: StorageState = 'ok'
  private waiting: Entry[] = []
  private restUntil = Number.NEGATIVE_INFINITY
  private cancelWake = () => {}

  constructor(
    private readonly storage: Storage,
    private readonly log: Log,
    private readonly clock: Clock,
    private readonly surroundings: Surroundings,
    private readonly metrics: Metrics = NO_METRICS,
  ) {}

  /** Whether the storage is left alone now, because it failed a moment ago. */
  get isResting(): boolean {
    return this.clock.now() < this.restUntil
  }

  stopResting(): void {
    this.restUntil = Number.NEGATIVE_INFINITY
  }

  /** Wakes nobody any more. */
  stop(): void {
    this.cancelWake()
    const changed = this.waiting.filter(({ isAside }) => !isAside)
    const boards = new Set(changed.map(({ room }) => room.boardId)).size
    if (boards > 0)
      this.log.error('changes were not saved; the browsers of their authors keep them', { boards })
  }

  /** Whether a batch waits that may not be overtaken. */
  awaits(room: Room): boolean {
    return this.waiting.some(entry => entry.room === room && !entry.isAside)
  }

  add(room: Room, batch: Batch): void {
    this.waiting.push({ room, batch, isAside: false })
  }

  /** Adds a batch for which nothing else of its room has to wait. */
  addAside(room: Room, batch: Batch): void {
    this.waiting.push({ room, batch, isAside: true })
  }

  /** Commits and publishes all that waits. Resolves early when the storage is in trouble. Never in two calls at once. */
  async commit(): Promise<void> {
    // The log says what is on the board of a room that was abandoned; its people bring the rest again.
    this.waiting = this.waiting.filter(({ room }) => !room.isAbandoned)
    while (this.waiting.length > 0) {
      const trouble = await this.commitTogether(this.nextPart())
      if (trouble !== null) {
        this.rest(trouble)
        return
      }
    }
    this.become('ok')
  }

  private nextPart(): Entry[] {
    let bytes = 0
    const end = this.waiting.findIndex(({ batch }) => {
      bytes += batch.size
      return bytes > MOST_BYTES
    })
    return this.waiting.slice(0, end === -1 ? undefined : Math.max(1, end))
  }

  private async commitTogether(part: readonly Entry[]): Promise<StorageTrouble | null> {
    try {
      await this.append(part)
    } catch (error) {
      return error instanceof StorageTrouble ? error : this.commitApart(part)
    }
    for (const entry of part) this.publish(entry)
    return null
  }

  /** What one room can never save must not keep the others from it. */
  private async commitApart(part: readonly Entry[]): Promise<StorageTrouble | null> {
    for (const entry of part) {
      const { room } = entry
      try {
        if (!room.isAbandoned) await this.append([entry])
      } catch (error) {
        if (error instanceof StorageTrouble) return error
        this.log.error('updates of a board could not be saved', { board: room.boardId, error })
        room.abandon(CLOSE.tryAgain, 'The server could not save. Your changes are kept in your browser.')
      }
      if (room.isAbandoned) this.waiting.shift()
      else this.publish(entry)
    }
    return null
  }

  private async append(part: readonly Entry[]): Promise<void> {
    const rows = part.flatMap(({ batch }) => batch.rows)
    const claims = part.flatMap(({ batch }) => batch.claims)
    if (rows.length === 0 && claims.length === 0) return
    const endCommit = this.metrics.commitBegins()
    try {
      await this.storage.appendUpdates(rows, claims)
    } finally {
      endCommit()
    }
  }

  private publish(entry: Entry): void {
    this.waiting.shift()
    this.surroundings.publish(entry.room, entry.batch)
  }

  private rest(trouble: StorageTrouble): void {
    const rest = this.state === 'ok' ? FIRST_REST : REST
    this.restUntil = this.clock.now() + rest
    this.cancelWake()
    this.cancelWake = this.clock.after(rest, this.surroundings.wake)
    if (trouble.state !== this.state) this.log.error('the storage is in trouble', { error: trouble })
    this.become(trouble.state)
  }

  private become(state: StorageState): void {
    if (state === this.state) return
    this.state = state
    if (state === 'ok') this.log.info('the storage is well again')
    this.surroundings.onState(state)
  }
}
