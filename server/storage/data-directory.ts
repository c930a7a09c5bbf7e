import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { StorageUnavailable } from './storage'

/** Where the database of a data directory lies. */
export const databaseIn = (directory: string): string => join(directory, 'chainboard.db')

/** Makes the data directory where it is missing, and takes it for this process alone. Throws `StorageUnavailable`. */
export function takeDirectory(directory: string): { release(): void } {
  makeWritable(directory)
  const lock = takeLock(directory)
  return { release: () => lock.close() }
}

/** What SQLite says about a file, for whoever has to do something about it; other errors as they are. */
export function inWords(error: unknown, directory: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_'))
    return error
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
