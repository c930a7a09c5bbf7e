import { crc32 } from 'node:zlib'
import type { Kysely } from 'kysely'
import { NOBODY, unpackUpdates } from './archive'
import type { Schema } from './schema'
import type { History, LoggedUpdate } from './storage'

/**
 * What a board's archive holds up to an update, from the beginning or from what the board was where the rest begins; null when a part of it
 * is damaged or missing, or what the oldest one builds on is not there.
 */
export async function readArchive(
  db: Kysely<Schema>,
  boardId: string,
  last: number,
): Promise<History | null> {
  const parts = await db
    .selectFrom('board_archive')
    .select(['first_n', 'bytes', 'crc'])
    .where('board_id', '=', boardId)
    .where('last_n', '<=', last)
    .orderBy('first_n')
    .execute()
  let start: History['start'] = null
  const updates: LoggedUpdate[] = []
  const end = () => updates.at(-1)?.n ?? start?.n ?? 0
  for (const { first_n, bytes, crc } of parts) {
    if (bytes === null && end() === 0) continue // its content was let go of
    if (bytes === null || crc32(bytes) !== crc) return null
    const part = await unpackUpdates(boardId, bytes)
    if (end() === 0 && part[0]?.participant === NOBODY) start = part[0]
    else if (first_n === end() + 1) updates.push(...part)
    else return null
  }
  return end() === last ? { start, updates } : null
}
