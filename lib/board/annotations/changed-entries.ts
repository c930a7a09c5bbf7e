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

/** The lines of derivations in which a transaction changed something, as `lineOf` names them. */
export function changedLines({ changed }: Y.Transaction, root: Y.Map<unknown>): ReadonlySet<string> {
  const lines = new Set<string>()
  for (const type of changed.keys()) {
    const line = lineOf(type._item, root)
    if (line !== null) lines.add(line)
  }
  return lines
}

/**
 * The line of a derivation that a piece of the document is or stands in, as `<element>/<line>`, which is no id; null when it stands
 * in no line.
 */
export function lineOf(item: Y.Item | null, root: Y.Map<unknown>): string | null {
  const path: (string | null)[] = []
  for (let inner = item; inner !== null; ) {
    const parent: Y.Item['parent'] = inner.parent
    if (!(parent instanceof Y.AbstractType)) return null
    path.unshift(inner.parentSub)
    if (Object.is(parent, root)) break
    inner = parent._item
  }
  const [element, lines, line] = path
  return element && lines === 'lines' && line ? lineName(element, line) : null
}

export const lineName = (element: string, line: string): string => `${element}/${line}`

/** The element whose lines this map holds, or null when it is no such map. */
export function elementOfLines(type: unknown, root: Y.Map<unknown>): string | null {
  if (!(type instanceof Y.Map) || type._item?.parentSub !== 'lines') return null
  const parent: Y.Item['parent'] = type._item.parent
  if (!(parent instanceof Y.AbstractType)) return null
  const element = parent._item
  return element !== null && Object.is(element.parent, root) ? element.parentSub : null
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
