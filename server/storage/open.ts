import type { Config } from '../config'
import type { Log } from '../log'
import { openPostgres } from './postgres'
import { openSqlite } from './sqlite'
import type { Storage } from './storage'

/** The storage that the configuration names. Throws `StorageUnavailable`. */
export function openStorage({ databaseUrl, dataDir, limits }: Config, log: Log): Promise<Storage> {
  const options = { log, historyBytes: limits.historyBytes }
  return databaseUrl === null ? openSqlite(dataDir, options) : openPostgres(databaseUrl, options)
}
