import { randomUUID } from 'node:crypto'
import { type CompiledQuery, type Kysely, sql, type Transaction } from 'kysely'
import { LIMITS, ROLES } from '@/lib/protocol'
import { claimStatements, updateStatements } from './append'
import { packUpdates } from './archive'
import { lastClaims, releaseClaims } from './claim-rows'
import { foldInto } from './fold'
import { readHistory } from './history'
import { loadBoard, salvageBoard } from './load'
import { type BytesType, migrate, type Schema } from './schema'
import {
  type Claim,
  type History,
  LinksChanged,
  type LoggedUpdate,
  type Snapshot,
  type Storage,
  StorageTrouble,
  type StoredBoard,
  type StoredImage,
  type StoredLink,
  type StoredLinks,
} from './storage'
import { planTrimming } from './trim-archive'

/** What differs between databases. */
export interface Engine {
  readonly bytesType: BytesType
  /** Where reads go that must not wait for a commit; the same as for writing where it makes no difference. */
  readonly reads: Kysely<Schema> | null
  /** Does statements as a whole or not at all, with as few ways to the database and back as it can. */
  writeWhole(db: Kysely<Schema>, statements: readonly CompiledQuery[]): Promise<void>
  /** Called before every write, and rejects when this process may not write. */
  mayWrite(): Promise<void>
  /** Whether rows that somebody else may write to at the same moment are held until the commit (`for update`). */
  readonly holdsRows: boolean
  /** The trouble behind what the database said; null when it is none. */
  troubleOf(error: unknown): StorageTrouble | null
  /** Whether the database said that it cannot read its own pages. */
  isDamage(error: unknown): boolean
  /** How large the write-ahead log is, in bytes; null where the database looks after it itself. */
  walBytes(): number | null
  /** How many bytes the archive of one board keeps. */
  readonly historyBytes: number
}

const PLAIN: Engine = {
  bytesType: 'blob',
  reads: null,
  writeWhole: writeInTransaction,
  mayWrite: async () => {},
  holdsRows: false,
  walBytes: () => null,
  troubleOf: () => null,
  isDamage: () => false,
  historyBytes: LIMITS.historyBytes.value,
}

/** One statement is a transaction by itself. */
async function writeInTransaction(db: Kysely<Schema>, statements: readonly CompiledQuery[]): Promise<void> {
  const run = async (executor: Kysely<Schema>) => {
    for (const statement of statements) await executor.executeQuery(statement)
  }
  await (statements.length > 1 ? db.transaction().execute(run) : run(db))
}

/** The storage over any SQL database: nothing in here knows which. */
export class SqlStorage implements Storage {
  private readonly updates: ReturnType<typeof updateStatements>
  private readonly claims: ReturnType<typeof claimStatements>
  private readonly reads: Kysely<Schema>

  private constructor(
    private readonly db: Kysely<Schema>,
    readonly generation: string,
    private readonly release: () => void | Promise<void>,
    private readonly engine: Engine,
  ) {
    this.updates = updateStatements(db)
    this.claims = claimStatements(db)
    this.reads = engine.reads ?? db
  }

  /** Brings the database to the present schema first. Closing the storage closes `db`, then calls `release`. */
  static async open(
    db: Kysely<Schema>,
    release: () => void | Promise<void>,
    differences: Partial<Engine> = {},
  ): Promise<SqlStorage> {
    const engine = { ...PLAIN, ...differences }
    await migrate(db, engine.bytesType)
    await db
      .insertInto('setting')
      .values({ name: 'generation', value: randomUUID() })
      .onConflict(conflict => conflict.column('name').doNothing())
      .execute()
    const generation = await (engine.reads ?? db)
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'generation')
      .executeTakeFirstOrThrow()
    return new SqlStorage(db, generation.value, release, engine)
  }

  walBytes(): number | null {
    return this.engine.walBytes()
  }

  async createBoard(id: string, links: StoredLinks, first: LoggedUpdate): Promise<void> {
    await this.write(async transaction => {
      await transaction.insertInto('board').values({ id, created_at: first.at }).execute()
      const rows = ROLES.map(role => ({ board_id: id, role, ...linkColumns(links[role]) }))
      await transaction.insertInto('link').values(rows).execute()
      for (const statement of this.updates.for([first])) await transaction.executeQuery(statement)
    })
  }

  async findLinks(boardId: string): Promise<StoredLinks | null> {
    const rows = await this.attempt(() =>
      this.reads.selectFrom('link').selectAll().where('board_id', '=', boardId).execute(),
    )
    const links = Object.fromEntries(
      rows.map(link => [link.role, { rotation: link.rotation, secretHash: link.secret_hash }]),
    )
    return isComplete(links) ? links : null
  }

  async replaceLinks(boardId: string, before: StoredLinks, after: StoredLinks): Promise<void> {
    await this.write(async transaction => {
      // Every row, changed or not: what is conditional on a row must also hold it until the commit.
      for (const role of ROLES) {
        const { numUpdatedRows } = await transaction
          .updateTable('link')
          .set(linkColumns(after[role]))
          .where('board_id', '=', boardId)
          .where('role', '=', role)
          .where('rotation', '=', before[role].rotation)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) throw new LinksChanged(`The ${role} link of board ${boardId} was replaced`)
      }
    })
  }

  async deleteBoard(boardId: string, links: StoredLinks): Promise<void> {
    await this.write(async transaction => {
      await this.hold(transaction, boardId)
      for (const role of ROLES) {
        const { numDeletedRows } = await transaction
          .deleteFrom('link')
          .where('board_id', '=', boardId)
          .where('role', '=', role)
          .where('rotation', '=', links[role].rotation)
          .executeTakeFirst()
        if (numDeletedRows === 0n) throw new LinksChanged(`The ${role} link of board ${boardId} was replaced`)
      }
      for (const table of [
        'board_claim',
        'board_update',
        'board_snapshot',
        'board_archive',
        'board_image',
      ] as const)
        await transaction.deleteFrom(table).where('board_id', '=', boardId).execute()
      await transaction.deleteFrom('board').where('id', '=', boardId).execute()
    })
  }

  async appendUpdates(updates: readonly LoggedUpdate[], claims: readonly Claim[] = []): Promise<void> {
    try {
      await this.insertWhole(updates, claims)
    } catch (error) {
      // Of a commit during which the connection was lost nobody knows whether it was done, until it is tried again.
      if (error instanceof StorageTrouble || !(await this.holds(updates))) throw error
      // What was done then was done as a whole, unless others came to it since: claims can be taken over any number of times.
      await this.insertWhole([], claims)
    }
  }

  loadBoard(boardId: string): Promise<StoredBoard> {
    return this.attempt(async () => {
      try {
        return await loadBoard(this.reads, boardId)
      } catch (error) {
        if (!this.engine.isDamage(error)) throw error
        return salvageBoard(this.reads, boardId)
      }
    })
  }

  async compact(boardId: string, snapshot: Snapshot): Promise<void> {
    const folded = (await this.loadBoard(boardId)).updates.filter(({ n }) => n <= snapshot.n)
    const packed = await packUpdates(folded)
    const space = this.engine.historyBytes - packed.length
    const trimming = await this.attempt(() => planTrimming(this.reads, boardId, space))
    await this.write(transaction => foldInto(transaction, boardId, snapshot, folded, packed, trimming))
  }

  readHistory(boardId: string): Promise<History> {
    return this.attempt(() => readHistory(this.reads, boardId))
  }

  addImage(boardId: string, image: StoredImage, at: number, mostBytes: number): Promise<boolean> {
    return this.attempt(async () => {
      await this.engine.mayWrite()
      return this.db.transaction().execute(async transaction => {
        await this.hold(transaction, boardId)
        const { hash, type, bytes } = image
        const images = transaction.selectFrom('board_image').where('board_id', '=', boardId)
        if (await images.select('hash').where('hash', '=', hash).executeTakeFirst()) return true
        const { used } = await images
          .select(({ fn }) => fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('used'))
          .executeTakeFirstOrThrow()
        if (Number(used) + bytes.length > mostBytes) return false
        await transaction
          .insertInto('board_image')
          .values({ board_id: boardId, hash, type, at, size: bytes.length, bytes })
          .execute()
        return true
      })
    })
  }

  async findImage(boardId: string, hash: string): Promise<StoredImage | null> {
    const image = await this.attempt(() =>
      this.reads
        .selectFrom('board_image')
        .select(['hash', 'type', 'bytes'])
        .where('board_id', '=', boardId)
        .where('hash', '=', hash)
        .executeTakeFirst(),
    )
    return image ?? null
  }

  async close(): Promise<void> {
    if (this.reads !== this.db) await this.reads.destroy()
    await this.db.destroy()
    await this.release()
  }

  /** All of them or none. */
  private async insertWhole(updates: readonly LoggedUpdate[], claims: readonly Claim[]): Promise<void> {
    const { held, released } = lastClaims(claims)
    const statements = [...this.updates.for(updates), ...this.claims.for(held)]
    if (released.length === 0) {
      await this.attempt(async () => {
        await this.engine.mayWrite()
        await this.engine.writeWhole(this.db, statements)
      })
      return
    }
    await this.write(async transaction => {
      for (const statement of statements) await transaction.executeQuery(statement)
      await releaseClaims(transaction, released)
    })
  }

  /** Whether all of these stand in the log as they are. */
  private async holds(updates: readonly LoggedUpdate[]): Promise<boolean> {
    for (const { boardId, n, participant, at, bytes } of updates) {
      const row = await this.attempt(() =>
        this.db
          .selectFrom('board_update')
          .select(['participant', 'at', 'bytes'])
          .where('board_id', '=', boardId)
          .where('n', '=', n)
          .executeTakeFirst(),
      )
      if (row?.participant !== participant || row.at !== at || !sameBytes(row.bytes, bytes)) return false
    }
    return true
  }

  /** Keeps others from adding anything to a board until the transaction ends. */
  private async hold(transaction: Transaction<Schema>, boardId: string): Promise<void> {
    const board = transaction.selectFrom('board').select('id').where('id', '=', boardId)
    if (this.engine.holdsRows) await board.forUpdate().execute()
  }

  private write(task: (transaction: Transaction<Schema>) => Promise<void>): Promise<void> {
    return this.attempt(async () => {
      await this.engine.mayWrite()
      await this.db.transaction().execute(task)
    })
  }

  private async attempt<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await task()
    } catch (error) {
      throw this.engine.troubleOf(error) ?? error
    }
  }
}

const linkColumns = ({ rotation, secretHash }: StoredLink) => ({ rotation, secret_hash: secretHash })

const isComplete = (links: Partial<StoredLinks>): links is StoredLinks => ROLES.every(role => role in links)

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
