import type { Clock } from '@/lib/connection'
import { CLOSE, encodeNotice, type Limits, type Role, type StorageState } from '@/lib/protocol'
import { forEachRole } from '../links'
import type { Log } from '../log'
import { type Census, type Metrics, NO_METRICS } from '../metrics'
import type { Storage } from '../storage/storage'
import { compactBoard } from './compaction'
import { Room } from './room'
import { readStoredDocument } from './stored-document'
import { Ticker } from './ticker'

/** How often rooms without people are looked for, in ms. */
const SWEEP = 5_000
/** A log that has grown by this many updates is folded even though somebody is there: sooner is less to read at once. */
const LONG_LOG = 2_000
/** A large snapshot takes long to make, and is made more rarely: so many of its bytes count as an update. */
const BYTES_AS_AN_UPDATE = 200
/** More people than this leave a closing server in waves, so that they do not all come back in the same moment. */
const CROWD = 50
const WAVES = 20
const BETWEEN_WAVES = 100
/** Clients reconnect after 30 s of silence. */
const KEEP_ALIVE = 20_000

interface Resident {
  readonly room: Room
  /** Since when nobody is in it, in ms; null while somebody is, or is on the way in. */
  emptySince: number | null
  /** The number of the last update that was in a snapshot, or should have been. */
  folded: number
  /** How large that snapshot is, in bytes. */
  snapshotBytes: number
}

const isLong = ({ room, folded, snapshotBytes }: Resident): boolean =>
  room.last - folded >= LONG_LOG + snapshotBytes / BYTES_AS_AN_UPDATE

/** All rooms of this process: loads them when somebody comes, and unloads them when they stand empty. */
export class Rooms {
  private readonly residents = new Map<string, Resident>()
  private readonly loading = new Map<string, Promise<Resident>>()
  /** How many rooms are being loaded. */
  private arriving = 0
  private readonly ticker: Ticker
  private readonly stopSweeping: () => void
  private readonly stopKeepingAlive: () => void
  /** Grows with every revocation, so that a join can see that one happened while it waited. */
  revocations = 0

  constructor(
    private readonly storage: Storage,
    private readonly limits: Limits,
    private readonly log: Log,
    private readonly clock: Clock,
    private readonly metrics: Metrics = NO_METRICS,
  ) {
    metrics.watchRooms(() => this.census())
    this.ticker = new Ticker(storage, log, clock, state => this.tell(state), metrics)
    this.stopSweeping = every(clock, SWEEP, () => this.sweep(clock.now()))
    this.stopKeepingAlive = every(clock, KEEP_ALIVE, () => this.keepAlive())
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

  /** Ends live connections of roles whose links may have been replaced: they come back, and are looked at again. */
  recheck(boardId: string, roles: readonly Role[]): void {
    this.revocations++
    this.residents.get(boardId)?.room.sendToDoor(roles)
  }

  /** Ends the room of a board that was deleted. What it has not committed is not committed any more. */
  remove(boardId: string): void {
    this.revocations++
    const end = () => {
      this.residents.get(boardId)?.room.abandon(CLOSE.noSuchBoard, 'This board was deleted by its owner.')
      this.residents.delete(boardId)
    }
    end()
    this.loading.get(boardId)?.then(end, () => {}) // what is being loaded was read before
  }

  /** Commits what is left, sends everybody away with "restart", and stops all timers. */
  async close(): Promise<void> {
    this.stopSweeping()
    this.stopKeepingAlive()
    await Promise.allSettled(this.loading.values())
    await this.emptyCrowdedRooms()
    await this.ticker.finish()
    for (const room of this.all()) room.abandon(CLOSE.restart, 'The server restarts.')
    this.residents.clear()
  }

  private async emptyCrowdedRooms(): Promise<void> {
    const crowds = this.all()
      .filter(({ size }) => size > CROWD)
      .map(room => ({ room, wave: Math.ceil(room.size / WAVES) }))
    for (let i = 1; i < WAVES && crowds.length > 0; i++) {
      for (const { room, wave } of crowds) room.dismiss(wave, CLOSE.restart, 'The server restarts.')
      await new Promise<void>(resolve => this.clock.after(BETWEEN_WAVES, resolve))
    }
  }

  /** How commits fare. */
  get storageState(): StorageState {
    return this.ticker.state
  }

  private tell(state: StorageState): void {
    const notice = encodeNotice({ kind: 'storage', state })
    for (const room of this.all()) room.tell(notice)
  }

  private census(): Census {
    const connections = forEachRole(() => 0)
    for (const room of this.all()) for (const role of room.roles()) connections[role]++
    return { rooms: this.residents.size, connections }
  }

  private all(): Room[] {
    return Array.from(this.residents.values(), ({ room }) => room)
  }

  private async find(boardId: string): Promise<Resident> {
    const resident = this.residents.get(boardId)
    if (resident !== undefined && !resident.room.isAbandoned) return resident
    const loading = this.loading.get(boardId) ?? this.load(boardId)
    this.loading.set(boardId, loading)
    return loading.finally(() => this.loading.delete(boardId))
  }

  private async load(boardId: string): Promise<Resident> {
    // An abandoned room may have updates on their way to the log, which belong to the board.
    if (this.residents.has(boardId)) await this.ticker.settled()
    this.residents.delete(boardId)
    this.arriving++
    try {
      await this.makeSpace()
      return await this.moveIn(boardId)
    } finally {
      this.arriving--
    }
  }

  /** Unloads boards that nobody is on before their time while there is no space for those that are being loaded. */
  private async makeSpace(): Promise<void> {
    const isTight = () => this.residents.size + this.arriving > this.limits.rooms
    if (!isTight()) return
    const longestEmptyFirst = [...this.residents].sort(([, a], [, b]) => since(a) - since(b))
    for (const [boardId, resident] of longestEmptyFirst) {
      if (!isTight() || since(resident) === Number.POSITIVE_INFINITY) break
      if (resident.room.size === 0) await this.unload(boardId, resident)
    }
    if (isTight()) throw new Error('Too many boards are in use')
  }

  private async moveIn(boardId: string): Promise<Resident> {
    const board = await this.storage.loadBoard(boardId)
    const stored = readStoredDocument(board)
    if (stored.leftOut.length > 0) {
      this.log.error('updates were left out of a board', { board: boardId, updates: stored.leftOut })
    }
    const wake = (notBefore: number) => this.ticker.plan(room, notBefore)
    const room: Room = new Room(boardId, stored, this.limits, wake, this.metrics)
    const { n = 0, bytes = null } = board.snapshot ?? {}
    const resident = { room, emptySince: this.clock.now(), folded: n, snapshotBytes: bytes?.length ?? 0 }
    this.residents.set(boardId, resident)
    return resident
  }

  private keepAlive(): void {
    for (const room of this.all()) room.keepAlive()
  }

  private sweep(now: number): void {
    for (const [boardId, resident] of this.residents) {
      if (isLong(resident)) void this.compact(resident)
      if (resident.room.size > 0) resident.emptySince = null
      else if (resident.emptySince === null) resident.emptySince = now
      else if (now - resident.emptySince >= this.limits.roomLingerMs) void this.unload(boardId, resident)
    }
  }

  private async unload(boardId: string, resident: Resident): Promise<void> {
    resident.emptySince = this.clock.now()
    await this.ticker.tick()
    if (this.ticker.awaits(resident.room)) return // it stays until its changes are on the disk
    if (!resident.room.isAbandoned) await this.compact(resident)
    if (resident.emptySince === null || resident.room.size > 0 || this.ticker.awaits(resident.room)) return
    // Whoever still holds the room finds it closed and comes back, instead of editing where nothing is saved.
    resident.room.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
    if (this.residents.get(boardId) === resident) this.residents.delete(boardId)
  }

  private async compact(resident: Resident): Promise<void> {
    const { room } = resident
    resident.folded = room.last
    try {
      const snapshot = await compactBoard(this.storage, room)
      if (snapshot !== null) resident.snapshotBytes = snapshot.bytes.length
    } catch (error) {
      // Of a board that was deleted meanwhile there is nothing to fold.
      if (!room.isAbandoned) this.log.error('a board was not compacted', { board: room.boardId, error })
    }
  }
}

/** Since when nobody is in it, in ms; the end of time while somebody is. */
const since = ({ emptySince }: Resident): number => emptySince ?? Number.POSITIVE_INFINITY

/** Does a task again and again, `ms` after each time, until the returned function is called. */
function every(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = clock.after(ms, function again() {
    cancel = clock.after(ms, again)
    task()
  })
  return () => cancel()
}
