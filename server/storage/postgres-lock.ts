import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { troubleOf } from './postgres-trouble'
import { StorageTrouble, StorageUnavailable } from './storage'

/** Any number that no other program uses in the database: "chain" in letters of ASCII. */
const KEY = 0x636861696e
/** A server that was killed may hold the lock until the database has noticed, in ms. */
const PATIENCE = 3_000
const BETWEEN_TRIES = 200

/**
 * One process at a time writes a database. The lock belongs to a connection of its own and ends with it; then it is taken again before
 * the next write. Should another process have been faster, the keys of the log keep the two from overwriting each other.
 */
export class WriterLock {
  private client: pg.Client | null = null
  private taking: Promise<boolean> | null = null

  constructor(
    private readonly config: pg.ClientConfig,
    private readonly onLoss: (error: Error) => void,
  ) {}

  /** Takes the lock when the server starts. Rejects with `StorageUnavailable` when another process has it. */
  async take(): Promise<void> {
    const end = performance.now() + PATIENCE
    while (!(await this.tryToTake())) {
      if (performance.now() > end)
        throw new StorageUnavailable(
          'Another Chainboard is using the database at DATABASE_URL. Stop it, or set DATABASE_URL to another database.',
        )
      await delay(BETWEEN_TRIES)
    }
  }

  /** Resolves when this process has the lock; rejects with `StorageTrouble` when it was lost and cannot be had now. */
  async hold(): Promise<void> {
    if (this.client !== null) return
    this.taking ??= this.tryToTake().finally(() => {
      this.taking = null
    })
    if (!(await this.taking))
      throw new StorageTrouble('unavailable', 'Another Chainboard has taken the database.')
  }

  async release(): Promise<void> {
    const { client } = this
    this.client = null
    await client?.end().catch(() => {})
  }

  private async tryToTake(): Promise<boolean> {
    const client = new pg.Client(this.config)
    client.on('error', error => {
      if (this.client === client) this.onLoss(error)
    })
    client.on('end', () => {
      if (this.client === client) this.client = null
    })
    try {
      await client.connect()
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        KEY,
      ])
      if (rows[0]?.taken !== true) {
        await client.end()
        return false
      }
      this.client = client
      return true
    } catch (error) {
      await client.end().catch(() => {})
      throw troubleOf(error) ?? error
    }
  }
}
