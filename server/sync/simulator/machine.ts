import type { Limits } from '@/lib/protocol'
import { readLimits } from '../../config'
import { type Claim, type LoggedUpdate, type Storage, StorageTrouble } from '../../storage/storage'
import type { VirtualClock } from '../../testing/virtual-clock'
import type { Room } from '../room'
import type { Audit } from './audit'
import type { Database } from './database'
import { FaultyStorage, type StorageWatcher, type StorageWeather } from './faulty-storage'
import type { Network } from './network'
import { Random } from './random'
import { ProcessClock, ServerProcess } from './server-process'
import type { Figures } from './stage'
import type { Trace } from './trace'

/** Small enough that slow connections and full boards come up. */
const LIMITS: Limits = { ...readLimits({ NODE_ENV: 'test' }), sendBufferBytes: 40_000, participants: 12 }

/** What a server says when its storage fails, and may say. */
const EXPECTED = [
  'updates of a board could not be saved',
  'the storage is in trouble',
  'changes were not saved; the browsers of their authors keep them',
  'a board could not be loaded',
  'a board was not compacted',
]

/** The machine that the server runs on: processes come and go there, and the storage stays. */
export class Machine implements StorageWatcher {
  server: ServerProcess | null = null
  readonly weather: StorageWeather = { slowest: 0, failing: 0 }
  /** How many more points of the storage the server passes before it ends; null when it does not. */
  pointsLeft: number | null = null

  /** @param onStart - called whenever a server has started */
  constructor(
    private readonly seed: number,
    private readonly random: Random,
    private readonly clock: VirtualClock,
    private readonly network: Network,
    readonly database: Database,
    private readonly storage: Storage,
    private readonly audit: Audit,
    private readonly trace: Trace,
    private readonly figures: Figures,
    private readonly onStart: () => void,
  ) {}

  /** Whether somebody who connects comes to a server. */
  get isServing(): boolean {
    return this.network.listener !== null
  }

  room(boardId: string): Room | null {
    return this.server?.room(boardId) ?? null
  }

  start(): void {
    const clock = new ProcessClock(this.clock)
    const faults = new Random(this.seed, `storage ${this.figures.crashes} ${this.figures.restarts}`)
    const storage = new FaultyStorage(this.storage, this.database, clock, faults, this.weather, this)
    const log = {
      info: () => {},
      warn: () => {},
      error: (event: string, fields = {}) => this.hearLog(event, fields),
    }
    this.server = new ServerProcess(clock, storage, LIMITS, log)
    this.network.listener = this.server
    this.trace.note('the server', 'starts')
    this.onStart()
  }

  crash(point: string): void {
    if (this.server === null) return
    this.figures.crashes++
    this.end(point, this.random.chance(0.2))
  }

  /** As a deployment does: the server is asked to end, and another one starts. */
  restart(): void {
    const { server } = this
    if (server === null || !this.isServing) return
    this.figures.restarts++
    this.network.listener = null
    this.trace.note('the server', 'is asked to end')
    void server.rooms.close().then(() => {
      server.clock.after(1_000, () => {
        if (this.server === server) this.end('when asked to', false)
      })
    })
  }

  stop(): void {
    if (this.server !== null) this.server.clock.isStopped = true
    this.database.isFull = false
    this.database.fault = null
  }

  isEndedAt(point: string): boolean {
    if (this.server === null) return true
    if (this.pointsLeft === null || this.pointsLeft-- > 0) return false
    this.crash(point)
    return true
  }

  isFolded(): void {
    this.figures.compactions++
    this.trace.note('the log', 'is folded')
  }

  isLogged(updates: readonly LoggedUpdate[]): void {
    this.figures.rows += updates.length
    this.trace.note('the log', `${updates.length} rows`)
    this.audit.isLogged(updates)
  }

  areClaimed(claims: readonly Claim[]): void {
    for (const { client, participant } of claims)
      this.trace.note('the log', `client id ${client} is ${participant ?? 'nobody'}'s`)
    this.audit.areClaimed(claims)
  }

  failed(call: string, error: unknown): void {
    this.figures.storageErrors++
    this.trace.note('the disk', `fails ${call}`, undefined, () => `${error}`)
    // After trouble it is tried again; after anything else the room is loaded anew, without what was not committed.
    if (!(error instanceof StorageTrouble)) this.audit.forgive()
  }

  private end(point: string, isSilent: boolean): void {
    this.trace.note('the server', 'ends', undefined, () => point)
    if (this.server !== null) this.server.clock.isStopped = true
    this.server = null
    this.pointsLeft = null
    this.network.listener = null
    this.network.loseServer(isSilent)
    this.audit.serverEnded()
    this.clock.after(this.random.between(50, 3_000), () => this.start())
  }

  private hearLog(event: string, { error }: Readonly<Record<string, unknown>>): void {
    this.trace.note('the server', 'says', undefined, () => `${event} ${error}`)
    if (!EXPECTED.includes(event) || `${error}`.includes('differs'))
      this.audit.blame(`the server says: ${event} ${error}`)
  }
}
