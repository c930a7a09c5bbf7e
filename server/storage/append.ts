import { crc32 } from 'node:zlib'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Schema } from './schema'
import type { LoggedUpdate } from './storage'

const MOST_ROWS = 1_024

/**
 * The rows of an append as few statements. Their sizes are powers of two, so that Kysely writes each of the eleven texts once
 * and the database parses it once, however many rows a tick has.
 */
export class AppendStatements {
  private readonly texts = new Map<number, string>()

  constructor(private readonly db: Kysely<Schema>) {}

  *for(updates: readonly LoggedUpdate[]): Generator<CompiledQuery> {
    let start = 0
    for (let size = MOST_ROWS; size >= 1; size /= 2) {
      for (; updates.length - start >= size; start += size) {
        const rows = updates.slice(start, start + size)
        yield CompiledQuery.raw(this.text(size), rows.flatMap(toColumns))
      }
    }
  }

  private text(rows: number): string {
    const known = this.texts.get(rows)
    if (known !== undefined) return known
    const values = { board_id: '', n: 0, participant: '', at: 0, bytes: new Uint8Array(), crc: 0 }
    const text = this.db.insertInto('board_update').values(Array(rows).fill(values)).compile().sql
    this.texts.set(rows, text)
    return text
  }
}

/** In the order in which Kysely wrote the columns above. */
const toColumns = ({ boardId, n, participant, at, bytes }: LoggedUpdate): unknown[] => [
  boardId,
  n,
  participant,
  at,
  bytes,
  crc32(bytes),
]
