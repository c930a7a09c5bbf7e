import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { ROLES } from '@/lib/protocol'
import { migrate, type Schema } from './schema'
import {
  LinksChanged,
  type LoggedUpdate,
  type Snapshot,
  type Storage,
  type StoredBoard,
  type StoredLink,
  type StoredLinks,
} from './storage'

/** SQLite binds at most 32,766 values in one statement; a row of the log has five. */
const ROWS_PER_INSERT = 1_000

/** The storage over any SQL database: nothing in here knows which. */
export class SqlStorage implements Storage {
  private constructor(
    private readonly db: Kysely<Schema>,
    readonly generation: string,
    private readonly release: () => void,
  ) {}

  /** Brings the database to the present schema first. Closing the storage closes `db`, then calls `release`. */
  static async open(db: Kysely<Schema>, release: () => void): Promise<SqlStorage> {
    await migrate(db)
    await db
      .insertInto('setting')
      .values({ name: 'generation', value: randomUUID() })
      .onConflict(conflict => conflict.column('name').doNothing())
      .execute()
    const generation = await db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'generation')
      .executeTakeFirstOrThrow()
    return new SqlStorage(db, generation.value, release)
  }

  async createBoard(id: string, links: StoredLinks, first: LoggedUpdate): Promise<void> {
    await this.db.transaction().execute(async transaction => {
      await transaction.insertInto('board').values({ id, created_at: first.at }).execute()
      const rows = ROLES.map(role => ({ board_id: id, role, ...linkColumns(links[role]) }))
      await transaction.insertInto('link').values(rows).execute()
      await transaction.insertInto('board_update').values(row(first)).execute()
    })
  }

  async findLinks(boardId: string): Promise<StoredLinks | null> {
    const rows = await this.db.selectFrom('link').selectAll().where('board_id', '=', boardId).execute()
    const links = Object.fromEntries(
      rows.map(link => [link.role, { rotation: link.rotation, secretHash: link.secret_hash }]),
    )
    return isComplete(links) ? links : null
  }

  async replaceLinks(boardId: string, before: StoredLinks, after: StoredLinks): Promise<void> {
    await this.db.transaction().execute(async transaction => {
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

  async appendUpdates(updates: readonly LoggedUpdate[]): Promise<void> {
    await this.db.transaction().execute(async transaction => {
      for (let i = 0; i < updates.length; i += ROWS_PER_INSERT) {
        const rows = updates.slice(i, i + ROWS_PER_INSERT).map(row)
        await transaction.insertInto('board_update').values(rows).execute()
      }
    })
  }

  async loadBoard(boardId: string): Promise<StoredBoard> {
    const snapshot = await this.db
      .selectFrom('board_snapshot')
      .select(['n', 'bytes', 'authors'])
      .where('board_id', '=', boardId)
      .executeTakeFirst()
    const rows = await this.db
      .selectFrom('board_update')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('n', '>', snapshot?.n ?? 0)
      .orderBy('n')
      .execute()
    const first = (snapshot?.n ?? 0) + 1
    const gap = rows.findIndex(({ n }, i) => n !== first + i)
    if (gap !== -1) throw new Error(`Update ${first + gap} of board ${boardId} is missing in the log`)
    if (snapshot === undefined && rows.length === 0) throw new Error(`Board ${boardId} has no log`)
    return {
      snapshot:
        snapshot === undefined ? null : { ...snapshot, authors: new Map(JSON.parse(snapshot.authors)) },
      updates: rows.map(({ board_id, ...update }) => ({ boardId: board_id, ...update })),
    }
  }

  async compact(boardId: string, { n, bytes, authors }: Snapshot): Promise<void> {
    await this.db.transaction().execute(async transaction => {
      await transaction.deleteFrom('board_snapshot').where('board_id', '=', boardId).execute()
      await transaction
        .insertInto('board_snapshot')
        .values({ board_id: boardId, n, bytes, authors: JSON.stringify([...authors]) })
        .execute()
      await transaction
        .deleteFrom('board_update')
        .where('board_id', '=', boardId)
        .where('n', '<=', n)
        .execute()
    })
  }

  async close(): Promise<void> {
    await this.db.destroy()
    this.release()
  }
}

const linkColumns = ({ rotation, secretHash }: StoredLink) => ({ rotation, secret_hash: secretHash })

const isComplete = (links: Partial<StoredLinks>): links is StoredLinks => ROLES.every(role => role in links)

function row({ boardId, n, participant, at, bytes }: LoggedUpdate): Schema['board_update'] {
  return { board_id: boardId, n, participant, at, bytes }
}
