import type * as Y from 'yjs'
import { changedEntries } from './annotations/changed-entries'
import { annotationsOf, modelOf } from './schema'

/** Counts the transactions of others, and notes which was the last that changed the model and each element. */
export function followOthers(doc: Y.Doc) {
  const [model, root] = [modelOf(doc), annotationsOf(doc)]
  const lastChange = new Map<unknown, number>()
  let count = 0
  const follow = (transaction: Y.Transaction): void => {
    if (transaction.local) return
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
    count++
    if (changed.has(model)) lastChange.set(model, count)
    if (changed.has(root))
      for (const element of changedEntries(transaction, root)) lastChange.set(element, count)
  }
  doc.on('afterTransaction', follow)
  return {
    count: () => count,
    /** Whether others have changed the model, or the element of this id, since the count was `since`. */
    haveChanged: (what: Y.Map<unknown> | string, since: number) => (lastChange.get(what) ?? 0) > since,
    stop: () => doc.off('afterTransaction', follow),
  }
}
