import { crc32 } from 'node:zlib'
import type { Kysely } from 'kysely'
import { NOBODY, unpackUpdates } from './archive'
import { loadBoard } from './load'
import type { Schema } from './schema'
import type { History, LoggedUpdate } from './storage'

/** How a board came to be what it is: from its archive and its log. Rejects when there is no such board. */
export async function readHistory(db: Kysely<Schema>, boardId: string): Promise<History> {
  const { snapshot, updates } = await loadBoard(db, boardId)
  const n = snapshot?.n ?? 0
  const parts = await db
    .selectFrom('board_archive')
    .selectAll()
    .where('board_id', '=', boardId)
    .where('last_n', '<=', n)
    .orderBy('first_n')
    .execute()
  const archived = await joined(boardId, parts)
  if (archived !== null) return { ...archived, updates: [...archived.updates, ...updates] }
  const start = snapshot && { n, at: parts.at(-1)?.last_at ?? 0, bytes: snapshot.bytes }
  return { start, updates }
}

/** What an archive holds; null when a part of it is damaged, or what the oldest one builds on is not there. */
async function joined(boardId: string, parts: readonly Schema['board_archive'][]): Promise<History | null> {
  let start: History['start'] = null
  const updates: LoggedUpdate[] = []
  for (const { first_n, bytes, crc } of parts) {
    if (bytes === null && updates.length === 0) continue
    if (bytes === null || crc32(bytes) !== crc) return null
    const part = await unpackUpdates(boardId, bytes)
    if (part[0]?.participant === NOBODY) start = part[0]
    else if (first_n === (updates.at(-1)?.n ?? start?.n ?? 0) + 1) updates.push(...part)
    else return null
  }
  return { start, updates }
}
