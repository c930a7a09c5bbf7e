import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Role } from '@/lib/protocol'
import { readLimits } from '../config'
import { RawClient } from '../testing/raw-client'
import { type TestBoard, TestServer } from '../testing/test-server'
import { HonestPeople } from './honest'

/** Where attacks of one file take place: one server, and for each test a board with honest people on it. */
export class Arena {
  private running: TestServer | null = null
  private attacked: TestBoard | null = null
  private present: HonestPeople | null = null
  private readonly hostile: RawClient[] = []

  constructor(private readonly env: Readonly<Record<string, string>>) {}

  get server(): TestServer {
    return there(this.running)
  }

  get board(): TestBoard {
    return there(this.attacked)
  }

  get people(): HonestPeople {
    return there(this.present)
  }

  /** Connects to the attacked board as somebody hostile. With `token`, as a participant of their own. */
  connect(role: Role, token?: string): RawClient {
    return this.connectWith([this.board.secrets[role], ...(token === undefined ? [] : [token])])
  }

  connectWith(protocols: readonly string[], path = this.board.id): RawClient {
    const client = new RawClient(`${this.server.syncUrl}/${path}`, protocols)
    this.hostile.push(client)
    return client
  }

  /** As `connect`, and waits until the board has come. */
  async join(role: Role, token?: string): Promise<RawClient> {
    const client = this.connect(role, token)
    await client.sync()
    return client
  }

  /** The value of a metric now, by its name and labels as Prometheus writes them. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.server.origin}/metrics`)).text()
    const line = text.split('\n').find(line => line.startsWith(`${name} `))
    return Number(line?.split(' ').at(-1) ?? 0)
  }

  async open(): Promise<void> {
    const limits = readLimits({ NODE_ENV: 'test', LIMIT_BOARDS_PER_HOUR: '10000', ...this.env })
    this.running = await TestServer.start({ limits })
  }

  /** A board with honest people on it: what each test begins with. Whoever ends their connections calls it again. */
  async prepare(): Promise<void> {
    this.attacked = await this.server.createBoard()
    this.present = await HonestPeople.join(this.server, this.board)
  }

  async judge(): Promise<void> {
    await this.people.expectUnharmed()
    await Promise.all([this.people.leave(), ...this.hostile.splice(0).map(client => client.close())])
  }

  async close(): Promise<void> {
    await this.server.stop()
  }
}

/**
 * An arena for the tests of a file or of a `describe`. After each of them, honest people must be unharmed.
 * @param env - limits other than the usual ones, by their environment variables
 */
export function newArena(env: Readonly<Record<string, string>> = {}): Arena {
  const arena = new Arena(env)
  beforeAll(() => arena.open())
  beforeEach(() => arena.prepare())
  afterEach(() => arena.judge())
  afterAll(() => arena.close())
  return arena
}

function there<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The arena is not open yet')
  return value
}
