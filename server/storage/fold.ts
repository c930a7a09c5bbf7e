import { crc32 } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import { dropWrittenClaims } from './claim-rows'
import type { Schema } from './schema'
import type { LoggedUpdate, Snapshot } from './storage'

/**
 * Puts a snapshot in the place of the updates `folded`, which are all that the log has up to it, and these, `packed`, into the
 * archive. Rejects when the log has others.
 */
export async function foldInto(
  transaction: Transaction<Schema>,
  boardId: string,
  snapshot: Snapshot,
  folded: readonly LoggedUpdate[],
  packed: Uint8Array,
  historyBytes: number,
): Promise<void> {
  const { numDeletedRows } = await transaction
    .deleteFrom('board_update')
    .where('board_id', '=', boardId)
    .where('n', '<=', snapshot.n)
    .executeTakeFirstOrThrow()
  if (numDeletedRows !== BigInt(folded.length)) throw new Error(`The log of board ${boardId} has changed`)
  await replaceSnapshot(transaction, boardId, snapshot)
  await dropWrittenClaims(transaction, boardId, snapshot.authors)
  if (folded.length === 0) return
  await addToArchive(transaction, boardId, folded, packed)
  await trimArchive(transaction, boardId, historyBytes)
}

async function replaceSnapshot(
  transaction: Transaction<Schema>,
  boardId: string,
  { n, bytes, authors }: Snapshot,
): Promise<void> {
  await transaction.deleteFrom('board_snapshot').where('board_id', '=', boardId).execute()
  await transaction
    .insertInto('board_snapshot')
    .values({ board_id: boardId, n, bytes, authors: JSON.stringify([...authors]), crc: crc32(bytes) })
    .execute()
}

async function addToArchive(
  transaction: Transaction<Schema>,
  boardId: string,
  updates: readonly LoggedUpdate[],
  packed: Uint8Array,
): Promise<void> {
  const times = updates.map(({ at }) => at)
  const numbers = updates.map(({ n }) => n)
  await transaction
    .insertInto('board_archive')
    .values({
      board_id: boardId,
      first_n: numbers[0] ?? 0,
      last_n: numbers.at(-1) ?? 0,
      first_at: times[0] ?? 0,
      last_at: times.at(-1) ?? 0,
      participants: JSON.stringify([...new Set(updates.map(({ participant }) => participant))]),
      bytes: packed,
      crc: crc32(packed),
    })
    .execute()
}

/** Lets go of what was changed longest ago, when a board has too much of it; who changed it, and when, stays. */
async function trimArchive(
  transaction: Transaction<Schema>,
  boardId: string,
  mostBytes: number,
): Promise<void> {
  const parts = await transaction
    .selectFrom('board_archive')
    .select(['first_n', sql<number>`length(bytes)`.as('size')])
    .where('board_id', '=', boardId)
    .where('bytes', 'is not', null)
    .orderBy('first_n', 'desc')
    .execute()
  let kept = 0
  for (const { first_n, size } of parts) {
    kept += size
    if (kept <= mostBytes) continue
    await transaction
      .updateTable('board_archive')
      .set({ bytes: null })
      .where('board_id', '=', boardId)
      .where('first_n', '<=', first_n)
      .execute()
    return
  }
}
