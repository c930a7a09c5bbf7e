import { setImmediate } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Authors, StoredBoard } from '../storage/storage'
import { isTooDeep } from './depth'

/** What a stored board holds, read. */
export interface StoredDocument {
  readonly doc: Y.Doc
  readonly authors: Authors
  /** Who may write under ids under which nothing is in the log, the oldest first. */
  readonly claims?: Authors
  /** The number of the last update in the log. */
  readonly last: number
  /** The numbers of updates that are damaged or could not be taken; their rows stay in the log. */
  readonly leftOut: readonly number[]
}

/** How many updates are replayed before others get their turn. */
const SLICE = 100

/**
 * Replays a stored board. An update that nobody could have been shown (it cannot be read, or not be written again) is
 * left out, with what builds on it: one bad row must not close a board for good. Throws when what the others
 * build on cannot be read or is missing, so that a board that was not loaded whole is never shown as a blank one.
 */
export function readStoredDocument(stored: StoredBoard): StoredDocument {
  const steps = replay(stored)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** The same, but that everything else goes on meanwhile. */
export async function readStoredDocumentSlowly(stored: StoredBoard): Promise<StoredDocument> {
  const steps = replay(stored)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    await setImmediate()
  }
}

function* replay({
  snapshot,
  updates,
  claims,
  damaged = [],
}: StoredBoard): Generator<undefined, StoredDocument> {
  const doc = new Y.Doc()
  const authors = new Map(snapshot?.authors)
  const leftOut = [...damaged]
  if (snapshot === null && updates[0]?.n !== 1)
    throw new Error('The first update of the board cannot be read')
  if (snapshot !== null) Y.applyUpdate(doc, snapshot.bytes)
  for (let start = 0; start < updates.length; start += SLICE) {
    if (start > 0) yield
    doc.transact(() => {
      for (const { n, participant, bytes } of updates.slice(start, start + SLICE)) {
        const clients = authorsOf(bytes)
        if (clients === null) {
          if (n === 1) throw new Error('The first update of the board cannot be read')
          leftOut.push(n)
          continue
        }
        for (const client of clients) if (!doc.store.clients.has(client)) authors.set(client, participant)
        Y.applyUpdate(doc, bytes)
      }
    })
  }
  if (leftOut.length > 0) {
    doc.store.pendingStructs = null
    doc.store.pendingDs = null
  }
  if (!isWhole(doc)) throw new Error('The log of the board has a gap')
  trim(doc)
  const last = Math.max(snapshot?.n ?? 0, updates.at(-1)?.n ?? 0, ...leftOut)
  return { doc, authors, claims, last, leftOut: leftOut.sort((a, b) => a - b) }
}

/** The client ids that an update has content of; null when it cannot be read, or not be written again. */
function authorsOf(update: Uint8Array): ReadonlySet<number> | null {
  try {
    const { structs } = Y.decodeUpdate(update)
    return structs.some(isTooDeep) ? null : new Set(structs.map(({ id }) => id.client))
  } catch {
    return null
  }
}

/** Yjs reads the values of an item into an array that has room for seventeen; most items have one. */
function trim(doc: Y.Doc): void {
  for (const structs of doc.store.clients.values()) {
    for (const { content } of structs.filter(struct => struct instanceof Y.Item))
      if (content instanceof Y.ContentAny) content.arr = content.arr.slice()
  }
}

/** Whether the document has everything that its content builds on. */
export function isWhole(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

/** Whether two documents hold the same content and the same deletions. */
export function isSameDocument(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))
}
