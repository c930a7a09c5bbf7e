import type { Clock } from '@/lib/connection'
import type {
  Claim,
  History,
  LoggedUpdate,
  Snapshot,
  Storage,
  StoredBoard,
  StoredImage,
  StoredLinks,
} from '../../storage/storage'
import type { Database } from './database'
import type { Random } from './random'

/** How the storage is at the moment. */
export interface StorageWeather {
  /** How long the way to the disk takes, and the way back, in ms at most. */
  slowest: number
  /** How often a call meets a disk error. */
  failing: number
}

/** Who sees what the storage does, and may end the server at each point of it. */
export interface StorageWatcher {
  /** The server comes to a point before or after a call; true when it does not survive it. */
  isEndedAt(point: string): boolean
  /** The lines are in the log now, whether their writer is told or not. */
  isLogged(updates: readonly LoggedUpdate[]): void
  /** The ids are claimed now, whether whoever did it is told or not. */
  areClaimed(claims: readonly Claim[]): void
  /** A snapshot was put in the place of lines. */
  isFolded(): void
  /** A call was answered with an error. */
  failed(call: string, error: unknown): void
}

/** The storage as one server process sees it: it takes time, fails, and answers nothing once the process has ended. */
export class FaultyStorage implements Storage {
  readonly generation = 'of the simulator'

  constructor(
    private readonly real: Storage,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly weather: StorageWeather,
    private readonly watcher: StorageWatcher,
  ) {}

  walBytes(): number | null {
    return this.real.walBytes()
  }

  createBoard(id: string, links: StoredLinks, first: LoggedUpdate): Promise<void> {
    return this.real.createBoard(id, links, first)
  }

  findLinks(boardId: string): Promise<StoredLinks | null> {
    return this.call('findLinks', () => this.real.findLinks(boardId))
  }

  replaceLinks(boardId: string, before: StoredLinks, after: StoredLinks): Promise<void> {
    return this.call('replaceLinks', () => this.real.replaceLinks(boardId, before, after))
  }

  deleteBoard(boardId: string, links: StoredLinks): Promise<void> {
    return this.call('deleteBoard', () => this.real.deleteBoard(boardId, links))
  }

  appendUpdates(updates: readonly LoggedUpdate[], claims: readonly Claim[] = []): Promise<void> {
    return this.call('appendUpdates', async () => {
      try {
        await this.real.appendUpdates(updates, claims)
      } finally {
        this.watcher.areClaimed(claims.filter(claim => this.database.holdsClaim(claim)))
        if (updates.every(update => this.database.holds(update))) this.watcher.isLogged(updates)
      }
    })
  }

  loadBoard(boardId: string): Promise<StoredBoard> {
    return this.call('loadBoard', () => this.real.loadBoard(boardId))
  }

  compact(boardId: string, snapshot: Snapshot): Promise<void> {
    return this.call('compact', async () => {
      await this.real.compact(boardId, snapshot)
      this.watcher.isFolded()
    })
  }

  readHistory(boardId: string): Promise<History> {
    return this.call('readHistory', () => this.real.readHistory(boardId))
  }

  addImage(boardId: string, image: StoredImage, at: number, mostBytes: number): Promise<boolean> {
    return this.call('addImage', () => this.real.addImage(boardId, image, at, mostBytes))
  }

  findImage(boardId: string, hash: string): Promise<StoredImage | null> {
    return this.call('findImage', () => this.real.findImage(boardId, hash))
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  private async call<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
    await this.travel()
    await this.passPoint(`before ${name}`)
    if (this.random.chance(this.weather.failing)) {
      const how = this.random.chance(0.3) ? 'after the commit' : 'instead'
      const after = how === 'instead' ? this.random.below(5) : 0
      this.database.fault = { after, how, code: this.random.chance(0.7) ? 'SQLITE_IOERR' : 'SQLITE_INTERNAL' }
    }
    this.database.busy++
    try {
      return await act()
    } catch (error) {
      this.watcher.failed(name, error)
      throw error
    } finally {
      this.database.busy--
      this.database.fault = null
      await this.passPoint(`after ${name}`)
      await this.travel()
    }
  }

  private async passPoint(point: string): Promise<void> {
    if (this.watcher.isEndedAt(point)) await new Promise<never>(() => {})
  }

  /** The clock of a process that has ended never comes to the end of it. */
  private async travel(): Promise<void> {
    const { slowest } = this.weather
    if (slowest === 0 || this.random.chance(0.3)) return
    await new Promise<void>(resolve => this.clock.after(this.random.between(0, slowest), resolve))
  }
}
