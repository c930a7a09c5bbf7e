import type * as Y from 'yjs'
import { changedEntries, changedLines } from './annotations/changed-entries'
import { annotationsOf, modelOf } from './schema'

/** Counts the transactions of others, and notes which was the last that changed the model, each element, and each line of a derivation. */
export function followOthers(doc: Y.Doc) {
  const [model, root] = [modelOf(doc), annotationsOf(doc)]
  const lastChange = new Map<unknown, number>()
  let count = 0
  const follow = (transaction: Y.Transaction): void => {
    if (transaction.local) return
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
    count++
    if (changed.has(model)) lastChange.set(model, count)
    if (!changed.has(root)) return
    for (const element of changedEntries(transaction, root)) lastChange.set(element, count)
    for (const line of changedLines(transaction, root)) lastChange.set(line, count)
  }
  doc.on('afterTransaction', follow)
  return {
    count: () => count,
    /** Whether others have changed the model, the element of this id, or the line of this name, since the count was `since`. */
    haveChanged: (what: Y.Map<unknown> | string, since: number) => (lastChange.get(what) ?? 0) > since,
    stop: () => doc.off('afterTransaction', follow),
  }
}
