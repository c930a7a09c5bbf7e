import { randomUUID } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { databaseIn, takeDirectory } from './data-directory'
import { SCHEMA_VERSION } from './schema'
import { StorageUnavailable } from './storage'

/** What is in a backup. */
export interface Backup {
  readonly boards: number
  readonly bytes: number
}

/**
 * Writes all boards as they are at one moment into a new file, while a server may run on the directory. The file is there only when
 * it is whole, checked and on the disk. Throws `StorageUnavailable`.
 */
export function backUp(directory: string, file: string): Backup {
  if (!existsSync(databaseIn(directory)))
    throw new StorageUnavailable(`There are no boards in ${directory}. Set DATA_DIR to where they are.`)
  if (existsSync(file))
    throw new StorageUnavailable(`${file} is there already. Name a new file; no backup is overwritten.`)
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  try {
    const database = new Database(databaseIn(directory), { readonly: true, timeout: 5_000 })
    try {
      database.prepare('VACUUM INTO ?').run(partial) // reads in one transaction, and keeps no writer waiting
    } finally {
      database.close()
    }
    const backup = check(partial)
    sync(partial)
    renameSync(partial, file)
    sync(dirname(file))
    return backup
  } catch (error) {
    rmSync(partial, { force: true })
    throw error instanceof StorageUnavailable ? error : inWords('The backup could not be made', error)
  }
}

/**
 * Puts the boards of a backup in the place of those in the directory, which are kept beside them: `replaced` names the file. The
 * restored database is another generation, so that browsers which know later changes notice. Throws `StorageUnavailable`, and has
 * changed nothing then, when the backup is not sound or a server runs.
 */
export function restore(directory: string, file: string): Backup & { replaced: string | null } {
  if (!existsSync(file)) throw new StorageUnavailable(`There is no file ${file}.`)
  const taken = takeDirectory(directory)
  try {
    const backup = check(file)
    const restoring = `${databaseIn(directory)}.restoring`
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(restoring + suffix, { force: true })
    copyFileSync(file, restoring)
    beginGeneration(restoring)
    sync(restoring)
    const replaced = putAside(databaseIn(directory))
    renameSync(restoring, databaseIn(directory))
    sync(directory)
    return { ...backup, replaced }
  } catch (error) {
    throw error instanceof StorageUnavailable ? error : inWords('The backup could not be restored', error)
  } finally {
    taken.release()
  }
}

/** Looks whether a file is a database of ours, sound in every page, that this version can read. */
function check(file: string): Backup {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const soundness = database.pragma('integrity_check', { simple: true })
      if (soundness !== 'ok') throw new StorageUnavailable(`${file} is damaged: ${soundness}.`)
      const one = (query: string) => Number(database.prepare(query).pluck().get())
      if (one('SELECT max(version) FROM migration') > SCHEMA_VERSION)
        throw new StorageUnavailable(
          `${file} was written by a newer version of Chainboard. Use that version instead.`,
        )
      return { boards: one('SELECT count(*) FROM board'), bytes: statSync(file).size }
    } finally {
      database.close()
    }
  } catch (error) {
    throw error instanceof StorageUnavailable ? error : inWords(`${file} is no backup of Chainboard`, error)
  }
}

function beginGeneration(file: string): void {
  const database = new Database(file)
  database.pragma('journal_mode = DELETE') // everything in the one file
  database.prepare("UPDATE setting SET value = ? WHERE name = 'generation'").run(randomUUID())
  database.close()
}

/** Gives a database a second name, and takes its write-ahead log from the first: the next database there must not meet it. */
function putAside(database: string): string | null {
  if (!existsSync(database)) return null
  emptyLog(database)
  const aside = `${database}.replaced-${new Date().toISOString().replaceAll(':', '-')}`
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${aside}-wal`)
  rmSync(`${database}-shm`, { force: true })
  linkSync(database, aside)
  return aside
}

/** Moves what a server that was killed left in the write-ahead log into the database, where that can be done. */
function emptyLog(database: string): void {
  try {
    const open = new Database(database)
    open.pragma('wal_checkpoint(TRUNCATE)')
    open.close()
  } catch {
    // A database that cannot be opened is put aside as it is.
  }
}

/** Waits until a file, or the names in a directory, are on the disk. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

const inWords = (what: string, error: unknown): StorageUnavailable =>
  new StorageUnavailable(`${what}: ${error instanceof Error ? error.message : String(error)}.`)
