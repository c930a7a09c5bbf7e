import * as Y from 'yjs'
import type { Snapshot, Storage } from '../storage/storage'
import type { Room } from './room'
import { isSameDocument, readStoredDocument, readStoredDocumentSlowly } from './stored-document'

/** A log shorter than this loads fast enough as it is. */
const WORTHWHILE_UPDATES = 500

/**
 * Folds a board's log into a snapshot, when it has grown long. Nothing is trimmed before the log, loaded anew, has
 * shown the room's document and the snapshot, loaded on its own, has shown the log's. Rejects when one does not. A log
 * with an update that had to be left out stays as it is, and so does a short one: then there is no snapshot, null.
 */
export async function compactBoard(storage: Storage, room: Room): Promise<Snapshot | null> {
  const stored = await storage.loadBoard(room.boardId)
  const last = stored.updates.at(-1)
  if (last === undefined || stored.updates.length < WORTHWHILE_UPDATES) return null
  const { doc: logged, authors, leftOut } = await readStoredDocumentSlowly(stored)
  if (leftOut.length > 0) return null
  const snapshot = { n: last.n, bytes: Y.encodeStateAsUpdate(logged), authors }
  const reloaded = readStoredDocument({ snapshot, updates: [] })
  const nothingSince = room.last === last.n && !room.hasChanges
  if (nothingSince && !isSameDocument(logged, room.doc))
    throw new Error('The log differs from the live document')
  if (!isSameDocument(reloaded.doc, logged)) throw new Error('The snapshot differs from the log')
  await storage.compact(room.boardId, snapshot)
  return snapshot
}
