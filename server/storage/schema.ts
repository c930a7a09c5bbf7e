import { type Kysely, sql } from 'kysely'
import type { Role } from '@/lib/protocol'
import { StorageUnavailable } from './storage'

/** The tables, as columns of plain SQL types that every database has. */
export interface Schema {
  migration: { version: number; applied_at: number }
  setting: { name: string; value: string }
  board: { id: string; created_at: number }
  link: { board_id: string; role: Role; rotation: number; secret_hash: string }
  /** `crc` is the CRC-32 of the bytes; null in rows from before there was one. */
  board_update: {
    board_id: string
    n: number
    participant: string
    at: number
    bytes: Uint8Array
    crc: number | null
  }
  /** `authors` is JSON: a list of [Yjs client id, public id of the participant]. */
  board_snapshot: { board_id: string; n: number; bytes: Uint8Array; authors: string; crc: number | null }
  /** Who may write under a client id under which nothing is written yet; what has an author needs none of it. */
  board_claim: { board_id: string; client: number; participant: string; at: number }
  /**
   * The updates that a snapshot took the place of: who (`participants`, JSON: a list of public ids) and when, and what in
   * `bytes`, as `packUpdates` makes them; null where the board's history became too large.
   */
  board_archive: {
    board_id: string
    first_n: number
    last_n: number
    first_at: number
    last_at: number
    participants: string
    bytes: Uint8Array | null
    crc: number
  }
  /** `hash` is the SHA-256 of the bytes, in hex. */
  board_image: { board_id: string; hash: string; type: string; at: number; size: number; bytes: Uint8Array }
}

/** What a database calls a column of bytes. */
export type BytesType = 'blob' | 'bytea'

/** The steps from an empty database to the present schema. A step that was released is never changed. */
const MIGRATIONS: readonly ((db: Kysely<Schema>, bytes: BytesType) => Promise<void>)[] = [
  async (db, bytes) => {
    await db.schema
      .createTable('setting')
      .addColumn('name', 'text', column => column.primaryKey())
      .addColumn('value', 'text', column => column.notNull())
      .execute()
    await db.schema
      .createTable('board')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .execute()
    await db.schema
      .createTable('link')
      .addColumn('board_id', 'text', column => column.notNull().references('board.id'))
      .addColumn('role', 'text', column => column.notNull())
      .addColumn('rotation', 'integer', column => column.notNull())
      .addColumn('secret_hash', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('link_key', ['board_id', 'role'])
      .execute()
    await db.schema
      .createTable('board_update')
      .addColumn('board_id', 'text', column => column.notNull().references('board.id'))
      .addColumn('n', 'integer', column => column.notNull())
      .addColumn('participant', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('bytes', bytes, column => column.notNull())
      .addPrimaryKeyConstraint('board_update_key', ['board_id', 'n'])
      .execute()
    await db.schema
      .createTable('board_snapshot')
      .addColumn('board_id', 'text', column => column.primaryKey().references('board.id'))
      .addColumn('n', 'integer', column => column.notNull())
      .addColumn('bytes', bytes, column => column.notNull())
      .execute()
  },
  async db => {
    await db.schema
      .alterTable('board_snapshot')
      .addColumn('authors', 'text', column => column.notNull().defaultTo('[]'))
      .execute()
  },
  async (db, bytes) => {
    await db.schema.alterTable('board_update').addColumn('crc', 'bigint').execute()
    await db.schema.alterTable('board_snapshot').addColumn('crc', 'bigint').execute()
    await db.schema
      .createTable('board_archive')
      .addColumn('board_id', 'text', column => column.notNull().references('board.id'))
      .addColumn('first_n', 'integer', column => column.notNull())
      .addColumn('last_n', 'integer', column => column.notNull())
      .addColumn('first_at', 'bigint', column => column.notNull())
      .addColumn('last_at', 'bigint', column => column.notNull())
      .addColumn('participants', 'text', column => column.notNull())
      .addColumn('bytes', bytes)
      .addColumn('crc', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('board_archive_key', ['board_id', 'first_n'])
      .execute()
  },
  async db => {
    await db.schema
      .createTable('board_claim')
      .addColumn('board_id', 'text', column => column.notNull().references('board.id'))
      .addColumn('client', 'bigint', column => column.notNull())
      .addColumn('participant', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('board_claim_key', ['board_id', 'client'])
      .execute()
  },
  async (db, bytes) => {
    await db.schema
      .createTable('board_image')
      .addColumn('board_id', 'text', column => column.notNull().references('board.id'))
      .addColumn('hash', 'text', column => column.notNull())
      .addColumn('type', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('size', 'integer', column => column.notNull())
      .addColumn('bytes', bytes, column => column.notNull())
      .addPrimaryKeyConstraint('board_image_key', ['board_id', 'hash'])
      .execute()
  },
]

/** The newest schema that this version knows. */
export const SCHEMA_VERSION = MIGRATIONS.length

/**
 * Brings a database to the present schema, each step in a transaction of its own. Throws `StorageUnavailable` when a
 * newer version has written it.
 */
export async function migrate(db: Kysely<Schema>, bytes: BytesType): Promise<void> {
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('version', 'integer', column => column.primaryKey())
    .addColumn('applied_at', 'bigint', column => column.notNull())
    .execute()
  const { version } = await db
    .selectFrom('migration')
    .select(sql<number>`coalesce(max(version), 0)`.as('version'))
    .executeTakeFirstOrThrow()
  if (version > SCHEMA_VERSION) {
    throw new StorageUnavailable(
      'The data was written by a newer version of Chainboard. Start that version instead.',
    )
  }
  for (const [i, step] of MIGRATIONS.entries()) {
    if (i < version) continue
    await db.transaction().execute(async transaction => {
      await step(transaction, bytes)
      await transaction
        .insertInto('migration')
        .values({ version: i + 1, applied_at: Date.now() })
        .execute()
    })
  }
}
