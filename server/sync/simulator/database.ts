import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Schema } from '../../storage/schema'
import { SqlStorage } from '../../storage/sql-storage'
import { SQLITE } from '../../storage/sqlite'
import type { Claim, LoggedUpdate } from '../../storage/storage'

/** How one statement goes wrong: instead of being carried out, or, for a commit, after it was. */
export interface StatementFault {
  /** So many statements go well before it. */
  after: number
  readonly how: 'instead' | 'after the commit'
  /** What SQLite says: a disk that fails may be better later; a defect stays. */
  readonly code: 'SQLITE_IOERR' | 'SQLITE_INTERNAL'
}

/**
 * The real storage over SQLite in memory, with a disk that fails when it is told to. One serves many runs, each of
 * which has a board of its own.
 */
export class Database {
  fault: StatementFault | null = null
  /** Whether nothing can be written. */
  isFull = false
  /** How many calls are being carried out: packing an archive takes a moment of real time in another thread. */
  busy = 0
  private readonly sqlite = new Sqlite(':memory:')
  private readonly statements = new Map<string, Sqlite.Statement>()

  private constructor() {
    this.sqlite.pragma('foreign_keys = ON')
  }

  static async open(): Promise<{ database: Database; storage: SqlStorage }> {
    const database = new Database()
    const dialect = new SqliteDialect({
      database: { prepare: sql => database.prepare(sql), close: () => database.sqlite.close() },
    })
    const db = new Kysely<Schema>({ dialect })
    return { database, storage: await SqlStorage.open(db, () => {}, SQLITE) }
  }

  /** Whether exactly this line is in the log, whatever its writer was told. */
  holds({ boardId, n, bytes }: LoggedUpdate): boolean {
    const stored = this.statement('SELECT bytes FROM board_update WHERE board_id = ? AND n = ?')
      .pluck()
      .get(boardId, n)
    return stored instanceof Uint8Array && Buffer.compare(stored, bytes) === 0
  }

  /** Whether the id is claimed as this says, whatever its writer was told. */
  holdsClaim({ boardId, client, participant }: Claim): boolean {
    const stored = this.statement('SELECT participant FROM board_claim WHERE board_id = ? AND client = ?')
      .pluck()
      .get(boardId, client)
    return (stored ?? null) === participant
  }

  /** Appends without faults, for histories from before the run. */
  insert(updates: readonly LoggedUpdate[]): void {
    const insert = this.statement(
      'INSERT INTO board_update (board_id, n, participant, at, bytes) VALUES (?, ?, ?, ?, ?)',
    )
    this.sqlite.transaction(() => {
      for (const { boardId, n, participant, at, bytes } of updates)
        insert.run(boardId, n, participant, at, bytes)
    })()
  }

  forget(boardId: string): void {
    for (const table of ['board_snapshot', 'board_archive', 'board_update', 'board_claim', 'link'])
      this.statement(`DELETE FROM ${table} WHERE board_id = ?`).run(boardId)
    this.statement('DELETE FROM board WHERE id = ?').run(boardId)
  }

  private statement(sql: string): Sqlite.Statement {
    const known = this.statements.get(sql) ?? this.sqlite.prepare(sql)
    this.statements.set(sql, known)
    return known
  }

  private prepare(sql: string) {
    const statement = this.statement(sql)
    return {
      reader: statement.reader,
      all: (parameters: readonly unknown[]) => this.carryOut(sql, () => statement.all(...parameters)),
      run: (parameters: readonly unknown[]) => this.carryOut(sql, () => statement.run(...parameters)),
      iterate: (parameters: readonly unknown[]) => statement.iterate(...parameters),
    }
  }

  private carryOut<Result>(sql: string, act: () => Result): Result {
    if (sql === 'rollback') return act()
    if (this.isFull && /^(insert|update|commit)/.test(sql)) {
      throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
    }
    const { fault } = this
    if (fault !== null && fault.after-- <= 0) {
      if (fault.how === 'instead') {
        this.fault = null
        throw new Sqlite.SqliteError('it went wrong', fault.code)
      }
      if (sql === 'commit') {
        this.fault = null
        act()
        // A transaction that is over already: what would be rolled back is nothing.
        this.sqlite.exec('BEGIN')
        throw new Sqlite.SqliteError('it went wrong', fault.code)
      }
    }
    return act()
  }
}
