import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const INSTALLED = '/usr/lib/postgresql'
const AS_ROOT = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : []

/** Where PostgreSQL's programs are; null where it is not installed. */
export function findPostgres(): string | null {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : []
  const places = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(INSTALLED, version, 'bin'))
  return (
    [...places, ...(process.env.PATH ?? '').split(':')].find(place => existsSync(join(place, 'initdb'))) ??
    null
  )
}

/** A PostgreSQL server of its own, without the fsyncs: no test takes the power away. */
export class TestPostgres {
  private databases = 0

  private constructor(
    private readonly programs: string,
    private readonly directory: string,
    private readonly port: number,
  ) {}

  static async start(programs: string): Promise<TestPostgres> {
    const directory = mkdtempSync(join(tmpdir(), 'chainboard-postgres-'))
    mkdirSync(join(directory, 'data'))
    if (AS_ROOT.length > 0) execFileSync('chown', ['-R', 'postgres', directory])
    const server = new TestPostgres(programs, directory, await freePort())
    await server.run('initdb', '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C')
    await server.control('start')
    return server
  }

  /** The address of a new database. */
  async createDatabase(): Promise<string> {
    const name = `test_${++this.databases}`
    await this.execute(`CREATE DATABASE ${name}`)
    return `${this.address}/${name}`
  }

  /** Takes everything out of a database, which is faster than making a new one. */
  async empty(url: string): Promise<void> {
    await execute(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  }

  /** Does something as the administrator, outside the databases of tests. */
  async execute(sql: string): Promise<void> {
    await execute(`${this.address}/postgres`, sql)
  }

  /** Ends every connection to the databases of tests, as an administrator or a failover would. */
  async endConnections(): Promise<void> {
    await this.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%' AND pid <> pg_backend_pid()",
    )
  }

  start(): Promise<void> {
    return this.control('start')
  }

  /** Stops as a crash would. */
  stop(): Promise<void> {
    return this.control('stop')
  }

  async remove(): Promise<void> {
    await this.stop().catch(() => {}) // a test may have stopped it
    rmSync(this.directory, { recursive: true, force: true })
  }

  private get address(): string {
    return `postgres://postgres@127.0.0.1:${this.port}`
  }

  private control(what: 'start' | 'stop'): Promise<void> {
    const settings = `-p ${this.port} -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.directory}`
    return this.run(
      'pg_ctl',
      '-w',
      '-m',
      'immediate',
      '-l',
      join(this.directory, 'log'),
      '-o',
      settings,
      what,
    )
  }

  private async run(name: string, ...args: string[]): Promise<void> {
    const [program = '', ...rest] = [
      ...AS_ROOT,
      join(this.programs, name),
      '-D',
      join(this.directory, 'data'),
      ...args,
    ]
    await promisify(execFile)(program, rest, { cwd: this.directory })
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(sql)
  await client.end()
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number } // a server on a port has no other kind
      server.close(() => resolve(port))
    })
  })
}
