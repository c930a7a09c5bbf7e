import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROLES, type Role } from '@/lib/protocol'
import { type Config, readLimits } from '../config'
import { forEachRole } from '../links'
import { createLog } from '../log'
import { PrometheusMetrics } from '../prometheus'
import { type RunningServer, startServer } from '../server'
import { openSqlite } from '../storage/sqlite'
import type { Storage } from '../storage/storage'
import { noPages } from './no-pages'

export interface TestBoard {
  readonly id: string
  readonly secrets: Readonly<Record<Role, string>>
}

/** The real server with a data directory of its own, on a free port. */
export class TestServer {
  private constructor(
    private running: RunningServer,
    private readonly config: Config,
    private storage: Storage,
    readonly lines: string[],
  ) {}

  static async start(overrides: Partial<Config> = {}): Promise<TestServer> {
    const config: Config = {
      port: 0,
      host: '127.0.0.1',
      dataDir: mkdtempSync(join(tmpdir(), 'chainboard-')),
      databaseUrl: null,
      dev: false,
      trustProxy: false,
      allowedOrigins: [],
      metricsToken: undefined,
      limits: readLimits({ NODE_ENV: 'test', LIMIT_BOARDS_PER_HOUR: '1000' }),
      ...overrides,
    }
    const lines: string[] = []
    const storage = await openSqlite(config.dataDir)
    const running = await startServer(
      config,
      storage,
      noPages,
      createLog(line => lines.push(line)),
      new PrometheusMetrics(),
    )
    return new TestServer(running, { ...config, port: running.port }, storage, lines)
  }

  get origin(): string {
    return `http://127.0.0.1:${this.running.port}`
  }

  get syncUrl(): string {
    return `ws://127.0.0.1:${this.running.port}/sync`
  }

  /** The storage behind the server, for looking at what is really there. */
  get stored(): Storage {
    return this.storage
  }

  async createBoard(body: unknown = {}): Promise<TestBoard> {
    const response = await this.post('/api/boards', body)
    const { id, links } = (await response.json()) as { id: string; links: Record<Role, string> } // our own answer
    return { id, secrets: forEachRole(role => links[role].split('#')[1] ?? '') }
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.origin + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  /**
   * The same data under a new process's server, on the same port.
   * @param meanwhile - what an operator does with the data directory between the two
   */
  async restart(meanwhile: (dataDir: string) => Promise<void> = async () => {}): Promise<void> {
    await this.running.close()
    await meanwhile(this.config.dataDir)
    this.storage = await openSqlite(this.config.dataDir)
    this.running = await startServer(
      this.config,
      this.storage,
      noPages,
      createLog(line => this.lines.push(line)),
      new PrometheusMetrics(),
    )
  }

  async stop(): Promise<void> {
    await this.running.close()
    rmSync(this.config.dataDir, { recursive: true, force: true })
  }
}

/** Everything that an answer could give away. */
export const secretsOf = (board: TestBoard): string[] => ROLES.map(role => board.secrets[role])
