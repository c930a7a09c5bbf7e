import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { LIMITS } from '@/lib/protocol'
import { createLog, type Log } from '../log'
import { WriterLock } from './postgres-lock'
import { troubleOf } from './postgres-trouble'
import type { Schema } from './schema'
import { SqlStorage } from './sql-storage'
import { type Storage, StorageUnavailable } from './storage'

/** PostgreSQL's number for `bigint`; ours are times and checksums, which a double holds. */
const BIGINT = 20

const POOL: pg.PoolConfig = {
  max: 8,
  application_name: 'chainboard',
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 15_000,
  keepAlive: true,
  types: {
    getTypeParser: (oid, format) => (oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)),
  },
}

/** Opens the PostgreSQL database at `url`, for this process alone. Throws `StorageUnavailable`. */
export async function openPostgres(
  url: string,
  {
    log = createLog(() => {}),
    historyBytes = LIMITS.historyBytes.value,
  }: { log?: Log; historyBytes?: number } = {},
): Promise<Storage> {
  const onLoss = (error: Error) => log.error('a connection to the database was lost', { error })
  const pool = new pg.Pool({ ...POOL, connectionString: url })
  pool.on('error', onLoss) // of a connection that nobody uses
  pool.on('connect', client => client.on('error', () => {})) // of one in use: its query fails with the same
  const lock = new WriterLock({ ...POOL, connectionString: url }, onLoss)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new CarefulPool(pool) }) })
  try {
    await lock.take()
    await refuseUnsafeCommits(pool)
    return await SqlStorage.open(db, () => lock.release(), {
      bytesType: 'bytea',
      mayWrite: () => lock.hold(),
      holdsRows: true,
      troubleOf,
      isDamage,
      historyBytes,
    })
  } catch (error) {
    await lock.release()
    await pool.end()
    throw inWords(error)
  }
}

/** A pool that lets go of connections whose server has become another's standby, or is about to stop (D13). */
class CarefulPool implements PostgresPool {
  constructor(private readonly pool: pg.Pool) {}

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.pool.connect()
    let isStale = false
    const query = async (text: string, values: readonly unknown[] = []) => {
      try {
        return await client.query(text, [...values])
      } catch (error) {
        isStale ||= troubleOf(error) !== null
        throw error
      }
    }
    return {
      // Kysely says what rows it expects; it asks for a cursor only to stream, and nothing here streams.
      query: query as unknown as PostgresPoolClient['query'],
      release: () => client.release(isStale),
    }
  }

  end(): Promise<void> {
    return this.pool.end()
  }
}

/** A commit that returns before it is on the disk would make "saved" a lie. */
async function refuseUnsafeCommits(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ synchronous_commit: string }>('SHOW synchronous_commit')
  if (rows[0]?.synchronous_commit === 'off')
    throw new StorageUnavailable(
      'The database has synchronous_commit = off, which can lose what was saved. Set it on.',
    )
}

/** Data or an index of the database is corrupted. */
const isDamage = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^XX00[12]$/.test(error.code ?? '')

/** Why the database cannot be used; never its address, in which there may be a password. */
function inWords(error: unknown): unknown {
  if (error instanceof StorageUnavailable || !(error instanceof Error)) return error
  if (troubleOf(error) === null && !(error instanceof pg.DatabaseError)) return error
  return new StorageUnavailable(
    `The database at DATABASE_URL cannot be used: ${error.message || 'it does not answer'}. Start it, or correct DATABASE_URL.`,
  )
}
