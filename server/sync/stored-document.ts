import * as Y from 'yjs'
import type { StoredBoard } from '../storage/storage'

/**
 * The document of a stored board. Throws when a part of it cannot be read or is missing, so that a board that was
 * not loaded whole is never shown.
 */
export function readStoredDocument({ snapshot, updates }: StoredBoard): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot.bytes)
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes)
  })
  if (!isWhole(doc)) throw new Error('The log of the board has a gap')
  return doc
}

/** Whether the document has everything that its content builds on. */
export function isWhole(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

/** Whether two documents hold the same content and the same deletions. */
export function isSameDocument(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))
}
