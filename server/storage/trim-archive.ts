import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { type Kysely, sql, type Transaction } from 'kysely'
import * as Y from 'yjs'
import { NOBODY, packUpdates, unpackUpdates } from './archive'
import type { Schema } from './schema'
import type { LoggedUpdate } from './storage'

/** How many updates are applied before others get their turn. */
const SLICE = 100

/** What a board's archive lets go of. */
export interface Trimming {
  /** The last update whose content goes. */
  readonly last: number
  /** The part whose last update that is. */
  readonly part: number
  /**
   * What the board was after it, packed as one update of nobody's, for what comes later to build on; null when it cannot be
   * known any more, because something in the archive is damaged.
   */
  readonly base: Uint8Array | null
}

/**
 * What has to go so that a board's archive takes `mostBytes`, beside what the board was where the rest begins; null when it
 * does not take more. What was changed longest ago goes first.
 */
export async function planTrimming(
  db: Kysely<Schema>,
  boardId: string,
  mostBytes: number,
): Promise<Trimming | null> {
  const parts = await db
    .selectFrom('board_archive')
    .select(['first_n', 'last_n', sql<number>`length(bytes)`.as('size')])
    .where('board_id', '=', boardId)
    .where('bytes', 'is not', null)
    .orderBy('first_n', 'desc')
    .execute()
  let kept = 0
  const newest = parts.find(({ size }) => {
    kept += size
    return kept > mostBytes
  })
  if (newest === undefined) return null
  const { last_n: last, first_n: part } = newest
  const updates = await readParts(db, boardId, last)
  if (updates === null) return { last, part, base: null }
  const isBaseAlone = updates.length === 1 && updates[0].participant === NOBODY
  if (isBaseAlone) return null
  return { last, part, base: await baseOf(updates) }
}

/** Lets go of content; who changed something, and when, stays. */
export async function trimArchive(
  transaction: Transaction<Schema>,
  boardId: string,
  { last, part, base }: Trimming,
): Promise<void> {
  await transaction
    .updateTable('board_archive')
    .set({ bytes: null })
    .where('board_id', '=', boardId)
    .where('last_n', '<=', last)
    .execute()
  if (base === null) return
  await transaction
    .updateTable('board_archive')
    .set({ bytes: base, crc: crc32(base) })
    .where('board_id', '=', boardId)
    .where('first_n', '=', part)
    .execute()
}

/** Everything in the archive up to an update; null when some of it is damaged. */
async function readParts(
  db: Kysely<Schema>,
  boardId: string,
  last: number,
): Promise<readonly LoggedUpdate[] | null> {
  const parts = await db
    .selectFrom('board_archive')
    .select(['bytes', 'crc'])
    .where('board_id', '=', boardId)
    .where('last_n', '<=', last)
    .orderBy('first_n')
    .execute()
  const updates: LoggedUpdate[] = []
  for (const { bytes, crc } of parts) {
    if (bytes === null) continue
    if (crc32(bytes) !== crc) return null
    updates.push(...(await unpackUpdates(boardId, bytes)))
  }
  return updates
}

/** What a board is after these updates, which are all there are up to the last one. */
async function baseOf(updates: readonly LoggedUpdate[]): Promise<Uint8Array | null> {
  const last = updates.at(-1)
  if (last === undefined) return null
  const doc = new Y.Doc()
  try {
    for (let start = 0; start < updates.length; start += SLICE) {
      if (start > 0) await setImmediate()
      doc.transact(() => {
        for (const { bytes } of updates.slice(start, start + SLICE)) Y.applyUpdate(doc, bytes)
      })
    }
  } catch {
    return null
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return null
  return packUpdates([{ ...last, participant: NOBODY, bytes: Y.encodeStateAsUpdate(doc) }])
}
