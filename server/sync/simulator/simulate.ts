import './virtual-time'
import type * as Y from 'yjs'
import { deriveSecret, type Limits, ROLES, type Role } from '@/lib/protocol'
import { readLimits } from '../../config'
import { linksToStore, type Rotations, rotationsOf } from '../../links'
import type { SqlStorage } from '../../storage/sql-storage'
import { StorageTrouble } from '../../storage/storage'
import { VirtualClock } from '../../testing/virtual-clock'
import { readStoredDocument } from '../stored-document'
import { Audit } from './audit'
import { firstUpdates } from './board'
import { castPlayers } from './cast'
import { Database } from './database'
import { FaultyStorage, type StorageWatcher, type StorageWeather } from './faulty-storage'
import { checkArrivals, checkDocuments, checkPresence, checkRights } from './invariants'
import { Network } from './network'
import { Random } from './random'
import { ProcessClock, ServerProcess } from './server-process'
import { Figures, type Player, type Stage } from './stage'
import { Trace } from './trace'
import { inVirtualTime } from './virtual-time'

/** How a run is made: the same seed and the same plan give the same run. */
export interface Plan {
  /** How many things each player does. */
  readonly operations: number
  /** Whether the board has a long history, and is left for long enough to be folded into a snapshot; else that is drawn. */
  readonly isOldBoard?: boolean
  /** Whether the trace can be read afterwards. */
  readonly isTraced?: boolean
}

export interface Run {
  readonly seed: number
  /** Every promise that was broken; none in a good run. */
  readonly violations: readonly string[]
  readonly figures: Figures
  /** The same for every run of the seed. */
  readonly hash: string
  readonly lines: readonly string[]
}

/** What a restarted server needs before it listens, and what people need to come to rest, in ms at most. */
const LONGEST_SETTLING = 240_000
/** How long a message may have been under way while the network was slow, in ms. */
const LONGEST_WAY = 8_000
/** Until a connection that went silent, and whoever stood behind it, are gone from everybody's view. */
const GHOSTS_GONE = 45_000

const LIMITS: Limits = { ...readLimits({ NODE_ENV: 'test' }), sendBufferBytes: 40_000, participants: 12 }

let opened: ReturnType<typeof Database.open> | null = null

/** Five people on one board, everything that can go wrong, and then everything that has to hold. */
export async function simulate(seed: number, plan: Plan): Promise<Run> {
  opened ??= Database.open()
  const { database, storage } = await opened
  const clock = new VirtualClock()
  return inVirtualTime(clock, async () => {
    const world = new World(seed, plan, clock, database, storage)
    try {
      await world.play()
    } finally {
      world.destroy()
    }
    const { violations } = world.audit
    return {
      seed,
      violations: [...new Set(violations)],
      figures: world.figures,
      hash: world.trace.hash,
      lines: world.trace.lines,
    }
  })
}

class World implements Stage, StorageWatcher {
  readonly audit = new Audit()
  readonly figures = new Figures()
  readonly trace: Trace
  readonly network: Network
  readonly boardId: string
  readonly url: string
  private readonly random: Random
  private readonly ids: Random
  private readonly isOldBoard: boolean
  private readonly weather: StorageWeather = { slowest: 0, failing: 0 }
  private server: ServerProcess | null = null
  private players: Player[] = []
  private ownerSecret: string
  private rotations: Rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  private rotating: Role | null = null
  /** How many more points of the storage the server passes before it ends; null when it does not. */
  private pointsLeft: number | null = null
  private isCalm = false
  private acting = 0

  constructor(
    readonly seed: number,
    private readonly plan: Plan,
    readonly clock: VirtualClock,
    private readonly database: Database,
    private readonly storage: SqlStorage,
  ) {
    this.random = new Random(seed, 'world')
    this.isOldBoard = plan.isOldBoard ?? this.random.chance(0.15)
    this.ids = new Random(seed, 'ids')
    this.trace = new Trace(() => clock.now(), plan.isTraced ?? false)
    this.network = new Network(clock, new Random(seed, 'network'), this.trace, this.audit)
    this.boardId = this.text(16)
    this.ownerSecret = this.text(32)
    this.url = `ws://simulator/sync/${this.boardId}`
  }

  async play(): Promise<void> {
    await this.createBoard()
    this.start()
    this.planTrouble()
    this.players = castPlayers(this.seed, this, token => this.text(token))
    this.acting = this.players.length
    for (const [i, player] of this.players.entries()) {
      this.act(player, new Random(this.seed, `pace ${i}`), this.plan.operations)
    }
    while (this.acting > 0 || this.network.isDown) await this.step()
    await this.comeToRest()
    await this.judge()
  }

  destroy(): void {
    for (const player of this.players) player.destroy()
    if (this.server !== null) this.server.clock.isStopped = true
    this.database.isFull = false
    this.database.fault = null
    this.database.forget(this.boardId)
  }

  secretOf(role: Role): string {
    return deriveSecret(this.ownerSecret, role, this.rotations[role])
  }

  isReplacing(role: Role): boolean {
    return this.rotating === 'owner' || this.rotating === role
  }

  newClientId(): number {
    return 1_000 + this.ids.below(2 ** 32 - 2_000)
  }

  serverDocument(): Y.Doc {
    return this.server?.room(this.boardId)?.doc ?? this.audit.logged
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

  isLogged(updates: Parameters<Audit['isLogged']>[0]): void {
    this.figures.rows += updates.length
    this.trace.note('the log', `${updates.length} rows`)
    this.audit.isLogged(updates)
  }

  failed(call: string, error: unknown): void {
    this.figures.storageErrors++
    this.trace.note('the disk', `fails ${call}`, undefined, () => `${error}`)
    // After trouble it is tried again; after anything else the room is loaded anew, without what was not committed.
    if (!(error instanceof StorageTrouble)) this.audit.forgive()
  }

  private async createBoard(): Promise<void> {
    const first = firstUpdates(this.boardId, this.isOldBoard)
    const links = linksToStore(this.ownerSecret, this.rotations)
    await this.storage.createBoard(this.boardId, links, first[0])
    this.database.insert(first.slice(1))
    this.audit.isLogged(first)
  }

  private start(): void {
    const clock = new ProcessClock(this.clock)
    const weather = new Random(this.seed, `storage ${this.figures.crashes} ${this.figures.restarts}`)
    const storage = new FaultyStorage(this.storage, this.database, clock, weather, this.weather, this)
    const log = {
      info: () => {},
      warn: () => {},
      error: (event: string, fields = {}) => this.hearLog(event, fields),
    }
    this.server = new ServerProcess(clock, storage, LIMITS, log)
    this.network.listener = this.server
    this.trace.note('the server', 'starts')
    if (this.rotating !== null) void this.rotate(this.rotating)
  }

  private hearLog(event: string, fields: Readonly<Record<string, unknown>>): void {
    this.trace.note('the server', 'says', undefined, () => `${event} ${fields.error}`)
    const isExpected =
      [
        'updates of a board could not be saved',
        'the storage is in trouble',
        'changes were not saved; the browsers of their authors keep them',
        'a board could not be loaded',
        'a board was not compacted',
      ].includes(event) && !`${fields.error}`.includes('differs')
    if (!isExpected) this.audit.blame(`the server says: ${event} ${fields.error}`)
  }

  private act(player: Player, pace: Random, left: number): void {
    const wait = pace.chance(0.03) ? pace.between(500, 4_000) : pace.between(0, 120)
    this.clock.after(wait, () => {
      player.operate()
      if (left > 1) this.act(player, pace, left - 1)
      else this.acting--
    })
  }

  /** What will go wrong, and when, while people act. */
  private planTrouble(): void {
    const { random, clock, weather, database, network } = this
    const span = this.plan.operations * 100
    const at = (task: () => void) => clock.after(random.between(0, span), () => this.isCalm || task())
    const times = (most: number, task: () => void) => {
      for (let i = random.below(most + 1); i > 0; i--) at(task)
    }
    const forAWhile = (longest: number, begin: () => void, end: () => void) => {
      begin()
      clock.after(random.between(100, longest), end)
    }
    weather.slowest = random.pick([0, 3, 3, 20])
    times(2, () => this.crash('at any moment'))
    times(3, () => {
      this.pointsLeft = random.below(12)
    })
    times(1, () => this.restart())
    if (random.chance(0.5)) {
      at(() => {
        const role = random.weighted({ editor: 4, annotator: 2, viewer: 3, owner: 1 })
        if (this.rotating === null) void this.rotate(role)
      })
    }
    if (random.chance(0.5)) {
      at(() => {
        const failing = random.pick([0.1, 0.5])
        forAWhile(
          5_000,
          () => {
            weather.failing = failing
          },
          () => {
            weather.failing = 0
          },
        )
      })
      at(() => {
        const usual = weather.slowest
        forAWhile(
          8_000,
          () => {
            weather.slowest = 4_000
          },
          () => {
            weather.slowest = usual
          },
        )
      })
    }
    if (random.chance(0.3)) {
      at(() =>
        forAWhile(
          10_000,
          () => {
            database.isFull = true
          },
          () => {
            database.isFull = false
          },
        ),
      )
    }
    times(2, () =>
      forAWhile(
        5_000,
        () => {
          network.slowness = random.pick([5, 20])
        },
        () => {
          network.slowness = 1
        },
      ),
    )
    if (this.isOldBoard || random.chance(0.25))
      at(() => this.cutEverybodyOff(random.between(70_000, 110_000)))
  }

  /** Long enough for the room to be left, folded into a snapshot and unloaded. */
  private cutEverybodyOff(ms: number): void {
    this.trace.note('the network', 'is down')
    this.network.isDown = true
    for (const link of this.network.alive) link.cut(this.random.between(0, 500), this.random.between(0, 500))
    this.clock.after(ms, () => {
      this.network.isDown = false
    })
  }

  private crash(point: string): void {
    if (this.server === null) return
    this.figures.crashes++
    this.end(point, this.random.chance(0.2))
  }

  private restart(): void {
    const { server } = this
    if (server === null || this.network.listener === null) return
    this.figures.restarts++
    this.network.listener = null
    this.trace.note('the server', 'is asked to end')
    void server.rooms.close().then(() => {
      server.clock.after(1_000, () => {
        if (this.server === server) this.end('when asked to', false)
      })
    })
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

  /** The owner replaces a link, as the API does, and tries until it is told that it is done. */
  private async rotate(role: Role): Promise<void> {
    const { server } = this
    this.rotating = role
    const roles: readonly Role[] = role === 'owner' ? ROLES : [role]
    for (const player of this.players) player.lose(roles, false)
    this.audit.forgive()
    if (server === null) return
    try {
      const before = await server.storage.findLinks(this.boardId)
      if (before === null) throw new Error('The board has no links')
      const ownerSecret = role === 'owner' ? this.text(32) : this.ownerSecret
      const rotations = { ...rotationsOf(before) }
      for (const name of roles) rotations[name]++
      await server.storage.replaceLinks(this.boardId, before, linksToStore(ownerSecret, rotations))
      server.rooms.revoke(this.boardId, roles)
      this.ownerSecret = ownerSecret
      this.rotations = rotations
      this.rotating = null
      this.figures.revocations++
      this.trace.note('the owner', `replaced the link of ${role}`)
      for (const player of this.players) player.lose(roles, true)
    } catch {
      server.clock.after(500, () => void this.rotate(role))
    }
  }

  private async comeToRest(): Promise<void> {
    this.trace.note('the world', 'is calm')
    this.isCalm = true
    Object.assign(this.weather, { slowest: 2, failing: 0 })
    this.database.isFull = false
    this.network.slowness = 1
    this.pointsLeft = null
    const end = this.clock.now() + LONGEST_SETTLING
    const isServing = () => this.network.listener !== null && this.rotating === null
    const isQuiet = () => isServing() && this.players.every(player => player.isAtRest())
    for (let quietFor = 0; quietFor < 3; quietFor = isQuiet() ? quietFor + 1 : 0) {
      if (this.clock.now() > end) {
        this.audit.blame('somebody never came to rest')
        return
      }
      for (const player of this.players) player.recover()
      await this.pass(1_000)
    }
    await this.pass(LONGEST_WAY)
    const live = this.server?.room(this.boardId) ?? null
    if (live !== null) checkArrivals({ players: this.players, live, audit: this.audit })
    await this.pass(GHOSTS_GONE)
  }

  private async judge(): Promise<void> {
    if (this.server === null) {
      this.audit.blame('there is no server at the end')
      return
    }
    this.weather.slowest = 0
    const live = await this.server.rooms.enter(this.boardId)
    const stored = readStoredDocument(await this.storage.loadBoard(this.boardId))
    const outcome = { players: this.players, live, reloaded: stored.doc, audit: this.audit }
    checkDocuments(outcome)
    checkPresence(outcome)
    checkRights(outcome)
  }

  private async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms
    for (let { next } = this.clock; next !== null && next <= end; { next } = this.clock) await this.step()
    this.clock.pass(end - this.clock.now())
  }

  /** One event, and all that follows from it without time passing: the storage in memory answers in microtasks. */
  private async step(): Promise<void> {
    try {
      this.clock.step()
    } catch (error) {
      this.audit.blame(`something threw: ${error instanceof Error ? error.stack : error}`)
    }
    do await new Promise<void>(resolve => setImmediate(resolve))
    while (this.database.busy > 0)
  }

  private text(bytes: number): string {
    return Buffer.from(this.ids.bytes(bytes)).toString('base64url')
  }
}
