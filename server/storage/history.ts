import type { Kysely } from 'kysely'
import { loadBoard } from './load'
import { readArchive } from './read-archive'
import type { Schema } from './schema'
import type { History } from './storage'

/** How a board came to be what it is: from its archive and its log. Rejects when there is no such board. */
export async function readHistory(db: Kysely<Schema>, boardId: string): Promise<History> {
  const { snapshot, updates } = await loadBoard(db, boardId)
  const n = snapshot?.n ?? 0
  const archived = await readArchive(db, boardId, n)
  if (archived !== null) return { ...archived, updates: [...archived.updates, ...updates] }
  const start = snapshot && { n, at: await timeOf(db, boardId, n), bytes: snapshot.bytes }
  return { start, updates }
}

/** When the last update was made that the archive knows of, up to `n`. */
async function timeOf(db: Kysely<Schema>, boardId: string, n: number): Promise<number> {
  const part = await db
    .selectFrom('board_archive')
    .select('last_at')
    .where('board_id', '=', boardId)
    .where('last_n', '<=', n)
    .orderBy('last_n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return part?.last_at ?? 0
}
