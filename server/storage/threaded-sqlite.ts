import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import type { SqliteThread, Statement } from './sqlite-thread'

/** Kysely on a SQLite connection that lives in a thread. */
export class ThreadedSqlite implements Dialect {
  private readonly driver: ThreadDriver

  constructor(thread: SqliteThread) {
    this.driver = new ThreadDriver(thread)
  }

  /** Does statements as a whole or not at all, between the transactions of others. */
  write(statements: readonly Statement[]): Promise<void> {
    return this.driver.write(statements)
  }

  createDriver = (): Driver => this.driver
  createQueryCompiler = () => new SqliteQueryCompiler()
  createAdapter = () => new SqliteAdapter()
  // Kysely's own signature: the tables do not matter here.
  createIntrospector = (db: Kysely<unknown>) => new SqliteIntrospector(db)
}

/** There is one connection, so whoever has it keeps it until the end of its transaction, and the others wait. */
class ThreadDriver implements Driver {
  private readonly connection: ThreadConnection
  private free: Promise<void> = Promise.resolve()
  private release = () => {}

  constructor(private readonly thread: SqliteThread) {
    this.connection = new ThreadConnection(thread)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection> {
    const before = this.free
    let release = () => {}
    this.free = new Promise(resolve => {
      release = resolve
    })
    await before
    this.release = release
    return this.connection
  }

  async releaseConnection(): Promise<void> {
    this.release()
  }

  async beginTransaction(connection: ThreadConnection, { accessMode }: TransactionSettings): Promise<void> {
    // A transaction that means to write takes the lock at once: one that began by reading could not wait for it.
    await connection.begin(accessMode === 'read only' ? 'begin' : 'begin immediate')
  }

  async commitTransaction(connection: ThreadConnection): Promise<void> {
    await connection.end('commit')
  }

  async rollbackTransaction(connection: ThreadConnection): Promise<void> {
    // A connection that is lost has rolled back; what brought us here is what the caller should hear of.
    await connection.end('rollback').catch(() => {})
  }

  async write(statements: readonly Statement[]): Promise<void> {
    await this.acquireConnection()
    try {
      await this.thread.write(statements)
    } finally {
      this.release()
    }
  }

  async destroy(): Promise<void> {
    await this.thread.close()
  }
}

class ThreadConnection implements DatabaseConnection {
  /** The life of the thread in which the transaction under way was begun. */
  private life: number | undefined

  constructor(private readonly thread: SqliteThread) {}

  async begin(sql: string): Promise<void> {
    await this.executeQuery(CompiledQuery.raw(sql))
    this.life = this.thread.life
  }

  async end(sql: 'commit' | 'rollback'): Promise<void> {
    await this.executeQuery(CompiledQuery.raw(sql)).finally(() => {
      if (sql === 'rollback') this.life = undefined
    })
    this.life = undefined
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows = [], changes } = await this.thread.run(sql, parameters, this.life)
    return {
      rows: rows as Row[], // Kysely knows from the query what they are
      numAffectedRows: changes === undefined ? undefined : BigInt(changes),
    }
  }

  // biome-ignore lint/correctness/useYield: nothing here reads row by row
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are not streamed from the thread of the database')
  }
}
