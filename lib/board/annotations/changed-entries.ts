import * as Y from 'yjs'

/** The keys of `root` under which a transaction changed something, however deep inside. */
export function changedEntries({ changed }: Y.Transaction, root: Y.Map<unknown>): ReadonlySet<string> {
  const entries = new Set<string>()
  for (const [type, keys] of changed) {
    if (Object.is(type, root)) {
      for (const key of keys) if (key !== null) entries.add(key)
    } else {
      const entry = entryOf(type._item, root)
      if (entry !== null) entries.add(entry)
    }
  }
  return entries
}

/** The key of `root` that a piece of the document stands under, or null when it stands elsewhere. */
export function entryOf(item: Y.Item | null, root: Y.Map<unknown>): string | null {
  for (let inner = item; inner !== null; ) {
    const parent: Y.Item['parent'] = inner.parent
    if (!(parent instanceof Y.AbstractType)) return null
    if (Object.is(parent, root)) return inner.parentSub
    inner = parent._item
  }
  return null
}
