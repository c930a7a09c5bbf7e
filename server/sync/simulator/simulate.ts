import './virtual-time'
import type * as Y from 'yjs'
import type { Role } from '@/lib/protocol'
import type { SqlStorage } from '../../storage/sql-storage'
import { VirtualClock } from '../../testing/virtual-clock'
import { readStoredDocument } from '../stored-document'
import { Audit } from './audit'
import { firstUpdates } from './board'
import { BoardLinks } from './board-links'
import { castPlayers } from './cast'
import { Database } from './database'
import { checkArrivals, checkDocuments, checkPresence, checkRights } from './invariants'
import { Machine } from './machine'
import { Network } from './network'
import { Random } from './random'
import { Figures, type Player, type Stage } from './stage'
import { Trace } from './trace'
import { planTrouble, type Scene } from './trouble'
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

class World implements Stage, Scene {
  readonly audit = new Audit()
  readonly figures = new Figures()
  readonly trace: Trace
  readonly network: Network
  readonly machine: Machine
  readonly boardId: string
  readonly url: string
  isCalm = false
  private readonly random: Random
  private readonly ids: Random
  private readonly links: BoardLinks
  private readonly isOldBoard: boolean
  private players: Player[] = []
  private acting = 0

  constructor(
    private readonly seed: number,
    private readonly plan: Plan,
    readonly clock: VirtualClock,
    private readonly database: Database,
    private readonly storage: SqlStorage,
  ) {
    const { audit, figures } = this
    this.random = new Random(seed, 'world')
    this.isOldBoard = plan.isOldBoard ?? this.random.chance(0.15)
    this.ids = new Random(seed, 'ids')
    this.trace = new Trace(() => clock.now(), plan.isTraced ?? false)
    const { random, trace } = this
    this.network = new Network(clock, new Random(seed, 'network'), trace, audit)
    this.boardId = this.text(16)
    this.links = new BoardLinks(this.boardId, () => this.text(32), this.text(32))
    this.url = `ws://simulator/sync/${this.boardId}`
    const goOn = () => this.links.goOn(this.machine.server, this.onLinks)
    const { network } = this
    this.machine = new Machine(seed, random, clock, network, database, storage, audit, trace, figures, goOn)
  }

  async play(): Promise<void> {
    await this.createBoard()
    this.machine.start()
    planTrouble(this, this.random, this.plan.operations * 100, this.isOldBoard)
    this.players = castPlayers(this.seed, this, bytes => this.text(bytes))
    this.acting = this.players.length
    for (const [i, player] of this.players.entries()) {
      this.act(player, new Random(this.seed, `pace ${i}`), this.plan.operations)
    }
    while (this.acting > 0 || this.network.isDown) await this.step()
    await this.comeToRest()
    try {
      await this.judge()
    } catch (error) {
      this.audit.blame(`the board cannot be loaded: ${error}`)
    }
  }

  destroy(): void {
    for (const player of this.players) player.destroy()
    this.machine.stop()
    this.database.forget(this.boardId)
  }

  secretOf(role: Role): string {
    return this.links.secretOf(role)
  }

  isReplacing(role: Role): boolean {
    return this.links.isReplacing(role)
  }

  newClientId(): number {
    return 1_000 + this.ids.below(2 ** 32 - 2_000)
  }

  serverDocument(): Y.Doc {
    return this.machine.room(this.boardId)?.doc ?? this.audit.logged
  }

  replaceLink(role: Role): void {
    if (!this.links.isBeingReplaced) void this.links.replace(role, this.machine.server, this.onLinks)
  }

  private readonly onLinks = (roles: readonly Role[], isDone: boolean): void => {
    if (isDone) {
      this.figures.revocations++
      this.trace.note('the owner', `replaced the link of ${roles.join(', ')}`)
    } else this.audit.forgive()
    for (const player of this.players) player.lose(roles, isDone)
  }

  private async createBoard(): Promise<void> {
    const first = firstUpdates(this.boardId, this.isOldBoard)
    await this.storage.createBoard(this.boardId, this.links.stored(), first[0])
    this.database.insert(first.slice(1))
    this.audit.isLogged(first)
  }

  private act(player: Player, pace: Random, left: number): void {
    const wait = pace.chance(0.03) ? pace.between(500, 4_000) : pace.between(0, 120)
    this.clock.after(wait, () => {
      player.operate()
      if (left > 1) this.act(player, pace, left - 1)
      else this.acting--
    })
  }

  private async comeToRest(): Promise<void> {
    this.trace.note('the world', 'is calm')
    this.isCalm = true
    Object.assign(this.machine.weather, { slowest: 2, failing: 0 })
    this.database.isFull = false
    this.network.slowness = 1
    this.machine.pointsLeft = null
    const end = this.clock.now() + LONGEST_SETTLING
    const isServing = () => this.machine.isServing && !this.links.isBeingReplaced
    const isQuiet = () => isServing() && this.players.every(player => player.isAtRest())
    for (let quietFor = 0; quietFor < 3; quietFor = isQuiet() ? quietFor + 1 : 0) {
      if (this.clock.now() > end) {
        this.audit.blame('somebody never came to rest')
        return
      }
      for (const player of this.players) player.recover()
      await this.pass(1_000)
    }
    const live = this.machine.room(this.boardId)
    if (live !== null) {
      const check = checkArrivals({ players: this.players, live, audit: this.audit })
      await this.pass(LONGEST_WAY)
      check()
    }
    await this.pass(GHOSTS_GONE)
  }

  private async judge(): Promise<void> {
    const { server, weather } = this.machine
    if (server === null) {
      this.audit.blame('there is no server at the end')
      return
    }
    weather.slowest = 0
    const live = await server.rooms.enter(this.boardId)
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
