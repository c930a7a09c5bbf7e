import { crc32 } from 'node:zlib'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Schema } from './schema'
import type { Claim, LoggedUpdate } from './storage'

const MOST_ROWS = 1_024

/** Somebody's claim to a client id. */
export type HeldClaim = Claim & { readonly participant: string }

/** How a row of one table is written. */
interface Insertion<Row> {
  /** The SQL that inserts so many rows. */
  textOf(rows: number): string
  /** A row's values, in the order in which the SQL has them. */
  toColumns(row: Row): unknown[]
}

/**
 * The rows of an append as few statements. Their sizes are powers of two, so that Kysely writes each of the eleven texts once
 * and the database parses it once, however many rows a tick has.
 */
export class AppendStatements<Row> {
  private readonly texts = new Map<number, string>()

  constructor(private readonly insertion: Insertion<Row>) {}

  *for(rows: readonly Row[]): Generator<CompiledQuery> {
    let start = 0
    for (let size = MOST_ROWS; size >= 1; size /= 2) {
      for (; rows.length - start >= size; start += size) {
        const some = rows.slice(start, start + size)
        yield CompiledQuery.raw(
          this.text(size),
          some.flatMap(row => this.insertion.toColumns(row)),
        )
      }
    }
  }

  private text(rows: number): string {
    const text = this.texts.get(rows) ?? this.insertion.textOf(rows)
    this.texts.set(rows, text)
    return text
  }
}

export function updateStatements(db: Kysely<Schema>): AppendStatements<LoggedUpdate> {
  const values = { board_id: '', n: 0, participant: '', at: 0, bytes: new Uint8Array(), crc: 0 }
  return new AppendStatements({
    textOf: rows => db.insertInto('board_update').values(Array(rows).fill(values)).compile().sql,
    toColumns: ({ boardId, n, participant, at, bytes }) => [boardId, n, participant, at, bytes, crc32(bytes)],
  })
}

/** A claim takes the place of an earlier one to the same id; no id may come twice in one append. */
export function claimStatements(db: Kysely<Schema>): AppendStatements<HeldClaim> {
  const values = { board_id: '', client: 0, participant: '', at: 0 }
  return new AppendStatements({
    textOf: rows =>
      db
        .insertInto('board_claim')
        .values(Array(rows).fill(values))
        .onConflict(conflict =>
          conflict.columns(['board_id', 'client']).doUpdateSet(({ ref }) => ({
            participant: ref('excluded.participant'),
            at: ref('excluded.at'),
          })),
        )
        .compile().sql,
    toColumns: ({ boardId, client, participant, at }) => [boardId, client, participant, at],
  })
}
