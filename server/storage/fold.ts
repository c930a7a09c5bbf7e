import { crc32 } from 'node:zlib'
import type { Transaction } from 'kysely'
import { dropWrittenClaims } from './claim-rows'
import type { Schema } from './schema'
import type { LoggedUpdate, Snapshot } from './storage'
import { type Trimming, trimArchive } from './trim-archive'

/**
 * Puts a snapshot in the place of the updates `folded`, which are all that the log has up to it, and these, `packed`, into the
 * archive, of which `trimming` goes. Rejects when the log has others.
 */
export async function foldInto(
  transaction: Transaction<Schema>,
  boardId: string,
  snapshot: Snapshot,
  folded: readonly LoggedUpdate[],
  packed: Uint8Array,
  trimming: Trimming | null,
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
  if (trimming !== null) await trimArchive(transaction, boardId, trimming)
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
