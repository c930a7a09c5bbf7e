import type * as Y from 'yjs'
import { ModelReader } from './read-model'
import { metaOf, modelOf } from './schema'
import { shareUnchanged } from './share-unchanged'
import type { Model } from './types'

/** A document opened as a board: what commands, undo and the page work with. */
export interface Board {
  readonly doc: Y.Doc
  /** The model as it stands. The same reference until it changes, and unchanged parts keep theirs. */
  model(): Model
  /** Calls `listener` after every transaction that touched meta or model; returns the way to stop it. */
  subscribe(listener: ChangeListener): () => void
}

/** Is told whether the change was made here; if not, it came from others or from this browser's own copy. */
export type ChangeListener = (isLocal: boolean) => void

const opened = new WeakMap<Y.Doc, Board>()

/** The board of a document. Opening the same document again gives the same board. */
export function openBoard(doc: Y.Doc): Board {
  const existing = opened.get(doc)
  if (existing !== undefined) return existing

  const meta = metaOf(doc)
  const model = modelOf(doc)
  const listeners = new Set<ChangeListener>()
  const reader = new ModelReader(doc)
  let last: Model | null = null
  let stale = true

  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    // Yjs types the keys of this map by event; these are the roots that we asked for above.
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
    if (!changed.has(meta) && !changed.has(model)) return
    reader.noteChanges(transaction)
    stale = true
    for (const listener of [...listeners]) listener(transaction.local)
  })

  const board: Board = {
    doc,
    model() {
      if (last === null || stale) {
        const fresh = reader.read()
        last = last === null ? fresh : shareUnchanged(last, fresh)
        stale = false
      }
      return last
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  opened.set(doc, board)
  return board
}
