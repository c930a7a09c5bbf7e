import { setImmediate, setTimeout } from 'node:timers'
import { CLOSE, type Limits, type Role } from '@/lib/protocol'
import type { Log } from '../log'
import type { Storage } from '../storage/storage'
import { compactBoard } from './compaction'
import { Room } from './room'
import { readStoredDocument } from './stored-document'

/** Between two ticks, in ms. What comes after a quiet moment does not wait. */
const TICK = 16
/** A room without people stays this long, in ms. */
const LINGER = 60_000
const SWEEP = 5_000
/** Clients reconnect after 30 s of silence. */
const KEEP_ALIVE = 20_000

interface Resident {
  readonly room: Room
  /** Since when nobody is in it, in ms; null while somebody is, or is on the way in. */
  emptySince: number | null
}

/** All rooms of this process: loads them, ticks them, unloads them. */
export class Rooms {
  private readonly residents = new Map<string, Resident>()
  private readonly loading = new Map<string, Promise<Resident>>()
  private readonly intervals: NodeJS.Timeout[]
  private tickPlanned = false
  private ticking: Promise<void> = Promise.resolve()
  private lastTick = 0
  /** Grows with every revocation, so that a join can see that one happened while it waited. */
  revocations = 0

  constructor(
    private readonly storage: Storage,
    private readonly limits: Limits,
    private readonly log: Log,
  ) {
    this.intervals = [
      setInterval(() => this.sweep(Date.now()), SWEEP),
      setInterval(() => this.keepAlive(), KEEP_ALIVE),
    ]
  }

  /** The board's room, loaded if it is not there. Rejects when it cannot be loaded whole. */
  async enter(boardId: string): Promise<Room> {
    const resident = await this.find(boardId)
    // Somebody is on the way in: the time without people begins anew, and an unloading under way lets the room stay.
    resident.emptySince = null
    return resident.room
  }

  /** Ends live connections of roles whose links were replaced. */
  revoke(boardId: string, roles: readonly Role[]): void {
    this.revocations++
    this.residents.get(boardId)?.room.revoke(roles)
  }

  /** Commits what is left, sends everybody away with "restart", and stops all timers. */
  async close(): Promise<void> {
    for (const interval of this.intervals) clearInterval(interval)
    await Promise.allSettled(this.loading.values())
    await this.tick()
    for (const { room } of this.residents.values()) room.abandon(CLOSE.restart, 'The server restarts.')
    this.residents.clear()
  }

  private async find(boardId: string): Promise<Resident> {
    const resident = this.residents.get(boardId)
    if (resident !== undefined && !resident.room.isAbandoned) return resident
    const loading = this.loading.get(boardId) ?? this.load(boardId)
    this.loading.set(boardId, loading)
    return loading.finally(() => this.loading.delete(boardId))
  }

  private async load(boardId: string): Promise<Resident> {
    const stored = readStoredDocument(await this.storage.loadBoard(boardId))
    if (stored.leftOut.length > 0) {
      this.log.error('updates were left out of a board', { board: boardId, updates: stored.leftOut })
    }
    const room = new Room(boardId, stored, this.limits, () => this.planTick())
    const resident = { room, emptySince: Date.now() }
    this.residents.set(boardId, resident)
    return resident
  }

  private planTick(): void {
    if (this.tickPlanned) return
    this.tickPlanned = true
    const wait = this.lastTick + TICK - Date.now()
    const run = () => {
      this.tickPlanned = false
      this.lastTick = Date.now()
      void this.tick()
    }
    if (wait <= 0) setImmediate(run)
    else setTimeout(run, Math.min(wait, TICK))
  }

  /** One tick after the other, so that the log is in order. Never rejects. */
  private tick(): Promise<void> {
    this.ticking = this.ticking
      .then(() => this.commitAndPublish())
      .catch(error => this.log.error('a tick failed', { error }))
    return this.ticking
  }

  private async commitAndPublish(): Promise<void> {
    this.dropAbandoned()
    const now = Date.now()
    const dirty = [...this.residents.values()].map(({ room }) => room).filter(room => room.isDirty)
    const batches = dirty.flatMap(room => {
      const batch = this.guarded(room, () => room.collect(now))
      return batch === null ? [] : [{ room, batch }]
    })
    const rows = batches.flatMap(({ batch }) => batch.rows)
    let committed = true
    try {
      if (rows.length > 0) await this.storage.appendUpdates(rows)
    } catch (error) {
      committed = false
      this.log.error('updates were not saved', { boards: batches.length, error })
    }
    for (const { room, batch } of batches) {
      if (committed || batch.rows.length === 0) this.guarded(room, () => room.publish(batch))
      else room.abandon(CLOSE.tryAgain, 'The server could not save. Your changes are kept in your browser.')
    }
    this.dropAbandoned()
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

  private dropAbandoned(): void {
    for (const [boardId, { room }] of this.residents) {
      if (room.isAbandoned) this.residents.delete(boardId)
    }
  }

  private keepAlive(): void {
    for (const { room } of this.residents.values()) room.keepAlive()
  }

  private sweep(now: number): void {
    for (const [boardId, resident] of this.residents) {
      if (resident.room.size > 0) resident.emptySince = null
      else if (resident.emptySince === null) resident.emptySince = now
      else if (now - resident.emptySince >= LINGER) void this.unload(boardId, resident)
    }
  }

  private async unload(boardId: string, resident: Resident): Promise<void> {
    resident.emptySince = Date.now()
    try {
      await this.tick()
      await compactBoard(this.storage, resident.room)
    } catch (error) {
      this.log.error('a board was not compacted', { board: boardId, error })
    }
    if (resident.emptySince === null || resident.room.size > 0) return
    // Whoever still holds the room finds it closed and comes back, instead of editing where nothing is saved.
    resident.room.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
    this.dropAbandoned()
  }
}
