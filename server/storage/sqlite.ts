import { statSync } from 'node:fs'
import { Kysely } from 'kysely'
import { LIMITS } from '@/lib/protocol'
import { createLog, type Log } from '../log'
import { databaseIn, inWords, takeDirectory } from './data-directory'
import type { Schema } from './schema'
import { type Engine, SqlStorage } from './sql-storage'
import { type Checkpoint, type SqliteOptions, SqliteThread, type Statement } from './sqlite-thread'
import { type Storage, StorageTrouble, StorageUnavailable } from './storage'
import { ThreadedSqlite } from './threaded-sqlite'

/** Before this release a checkpoint could corrupt a database in WAL mode. */
const OLDEST_SAFE_SQLITE = [3, 51, 3]

/** The value of `PRAGMA synchronous` at which a commit is on the disk when it returns (D2). */
const FULL = 2

/** What the write-ahead log shrinks to after a checkpoint, in bytes (D7). */
const LARGEST_RESTING_WAL = 64 * 1_048_576
/** How often it is emptied, in ms. */
const CHECKPOINT_EVERY = 60_000

const WRITER: Omit<SqliteOptions, 'path'> = {
  readonly: false,
  pragmas: [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'mmap_size = 0',
    `journal_size_limit = ${LARGEST_RESTING_WAL}`,
  ],
  required: {
    journal_mode: 'wal',
    synchronous: FULL,
    foreign_keys: 1,
    journal_size_limit: LARGEST_RESTING_WAL,
  },
  patience: 5_000,
  checkpointEvery: CHECKPOINT_EVERY,
}

const READER: Omit<SqliteOptions, 'path'> = {
  readonly: true,
  pragmas: ['mmap_size = 0'],
  required: { journal_mode: 'wal' },
  patience: 5_000,
  restAfter: 10_000,
}

/**
 * Opens the SQLite database in `directory`, for this process alone. It has two threads: one that commits, and one that reads, so
 * that boards open while a commit waits; this one rests while no board is opened. Throws `StorageUnavailable`.
 */
export async function openSqlite(
  directory: string,
  {
    log = createLog(() => {}),
    historyBytes = LIMITS.historyBytes.value,
    checkpointEvery = CHECKPOINT_EVERY,
  }: { log?: Log; historyBytes?: number; checkpointEvery?: number } = {},
): Promise<Storage> {
  const taken = takeDirectory(directory)
  const threads: SqliteThread[] = []
  try {
    const path = databaseIn(directory)
    if (sizeOf(`${path}-wal`) > 0)
      log.info('the server had not been stopped; its last commits are in the log')
    const warn = ({ isEmptied, bytes }: Checkpoint) => {
      if (isEmptied || bytes <= LARGEST_RESTING_WAL) return
      log.warn('the write-ahead log cannot be emptied: a backup or another program reads the database', {
        bytes,
      })
    }
    const open = async (options: Omit<SqliteOptions, 'path'>) => {
      const onDeath = (error: Error) => log.error('a thread of the database died', { error })
      const thread = await SqliteThread.open({ ...options, path }, onDeath, warn)
      threads.push(thread)
      return thread
    }
    const writer = await open({ ...WRITER, checkpointEvery })
    await refuseOldSqlite(writer)
    const dialect = new ThreadedSqlite(writer)
    const db = new Kysely<Schema>({ dialect })
    const reads = new Kysely<Schema>({ dialect: new ThreadedSqlite(await open(READER)) })
    const writeWhole = (_db: Kysely<Schema>, statements: readonly Statement[]) => dialect.write(statements)
    const walBytes = () => sizeOf(`${path}-wal`)
    const differences = { ...SQLITE, reads, writeWhole, historyBytes, walBytes }
    return await SqlStorage.open(db, taken.release, differences)
  } catch (error) {
    await Promise.all(threads.map(thread => thread.close()))
    taken.release()
    throw inWords(error, directory)
  }
}

/** What SQLite's errors mean. */
export const SQLITE: Pick<Engine, 'troubleOf' | 'isDamage'> = {
  troubleOf(error) {
    if (error instanceof StorageTrouble) return error
    const code = codeOf(error)
    if (code === 'SQLITE_FULL') return troubleBecause('full', error)
    return TROUBLES.test(code) ? troubleBecause('unavailable', error) : null
  },
  isDamage: error => codeOf(error).startsWith('SQLITE_CORRUPT'),
}

/** What may be better later: locks, the disk under the file, memory. The others are defects of the data or of ours. */
const TROUBLES = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|READONLY|PROTOCOL|NOMEM|PERM|INTERRUPT)/

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const troubleBecause = (state: StorageTrouble['state'], cause: unknown): StorageTrouble =>
  new StorageTrouble(state, cause instanceof Error ? cause.message : String(cause), { cause })

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

async function refuseOldSqlite(thread: SqliteThread): Promise<void> {
  const { rows = [] } = await thread.run('SELECT sqlite_version() AS version', [])
  const [{ version }] = rows as [{ version: string }] // it is what was asked for
  const parts = version.split('.').map(Number)
  const difference = OLDEST_SAFE_SQLITE.map((part, i) => (parts[i] ?? 0) - part).find(d => d !== 0) ?? 0
  if (difference < 0)
    throw new StorageUnavailable(
      `SQLite ${version} can lose data; ${OLDEST_SAFE_SQLITE.join('.')} or newer is needed. Run npm ci.`,
    )
}
