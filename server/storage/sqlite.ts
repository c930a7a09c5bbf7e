import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Schema } from './schema'
import { SqlStorage } from './sql-storage'
import { type Storage, StorageUnavailable } from './storage'

/** Before this release a checkpoint could corrupt a database in WAL mode. */
const OLDEST_SAFE_SQLITE = [3, 51, 3]

/** Opens the SQLite database in `directory`, for this process alone. Throws `StorageUnavailable`. */
export async function openSqlite(directory: string): Promise<Storage> {
  makeWritable(directory)
  const lock = takeLock(directory)
  try {
    const database = new Database(join(directory, 'chainboard.db'), { timeout: 5_000 })
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('mmap_size = 0')
    refuseOldSqlite(database)
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
    return await SqlStorage.open(db, () => lock.close())
  } catch (error) {
    lock.close()
    throw inWords(error, directory)
  }
}

/** What SQLite says about a file, for whoever has to do something about it; other errors as they are. */
function inWords(error: unknown, directory: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  return new StorageUnavailable(
    `The database in ${directory} cannot be used: ${error.message} (${error.code}). Restore it from a backup, or set DATA_DIR to another directory.`,
  )
}

function makeWritable(directory: string): void {
  try {
    makeDirectory(directory)
    accessSync(directory, constants.W_OK)
  } catch {
    throw new StorageUnavailable(
      `Chainboard cannot write to its data directory ${directory}. Set DATA_DIR to one that it may write to.`,
    )
  }
}

/** Level by level: Node 20's own recursive mkdir never returns where a directory can hold no directories, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  mkdirSync(path)
}

/** A lock that the operating system takes back when the process ends, however it ends. */
function takeLock(directory: string): Database.Database {
  let lock: Database.Database | null = null
  try {
    lock = new Database(join(directory, 'chainboard.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY')
      throw inWords(error, directory)
    throw new StorageUnavailable(
      `Another Chainboard is using the data directory ${directory}. Stop it, or set DATA_DIR to another one.`,
    )
  }
}

function refuseOldSqlite(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  const difference = OLDEST_SAFE_SQLITE.map((part, i) => (parts[i] ?? 0) - part).find(d => d !== 0) ?? 0
  if (difference < 0)
    throw new StorageUnavailable(
      `SQLite ${version} can lose data; ${OLDEST_SAFE_SQLITE.join('.')} or newer is needed. Run npm ci.`,
    )
}
