import pg from 'pg'
import { StorageTrouble } from './storage'

const DISK_FULL = '53100'
/**
 * Classes of SQLSTATE after which the same may succeed later: the connection, resources, an operator, the system; a transaction
 * that stood in another's way; a server that only reads, for it is a standby now.
 */
const PASSING = /^(08|53|57|58|25006|40001|40P01|55P03)/

/** What `pg` says without a code of its own when it has no connection. */
const NO_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** The trouble behind an error of `pg`; null when it is none. */
export function troubleOf(error: unknown): StorageTrouble | null {
  if (error instanceof StorageTrouble) return error
  if (!(error instanceof Error)) return null
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? ''
    if (code === DISK_FULL) return trouble('full', error)
    return PASSING.test(code) ? trouble('unavailable', error) : null
  }
  const isOfTheNetwork = 'syscall' in error || error instanceof AggregateError
  return isOfTheNetwork || NO_CONNECTION.test(error.message) ? trouble('unavailable', error) : null
}

const trouble = (state: StorageTrouble['state'], cause: Error): StorageTrouble =>
  new StorageTrouble(state, cause.message, { cause })
