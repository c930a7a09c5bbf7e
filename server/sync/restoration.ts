import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'

/** What people write. Comments (`threads`) are the server's, and nobody's link can delete them. */
const RESTORED = ['meta', 'model', 'annotations', 'lesson'] as const

/**
 * The update that makes a board say again what it said in the past: one more change on top of all others, which takes nothing
 * from its history and can be restored away like any other. What says the same already is not touched. Null when all of it does.
 *
 * @param client - the Yjs client id that it is written under, which must be nobody's
 */
export function restoringUpdate(present: Y.Doc, past: Y.Doc, client: number): Uint8Array | null {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(present))
  doc.clientID = client
  const before = Y.snapshot(doc)
  const known = Y.encodeStateVector(doc)
  doc.transact(() => {
    for (const root of RESTORED) restoreMap(doc.getMap(root), past.getMap(root))
  })
  if (Y.equalSnapshots(before, Y.snapshot(doc))) return null
  return Y.encodeStateAsUpdate(doc, known)
}

function restoreMap(now: Y.Map<unknown>, then: Y.Map<unknown>): void {
  for (const key of now.keys()) if (!then.has(key)) now.delete(key)
  for (const [key, value] of then.entries()) {
    const current = now.get(key)
    if (current instanceof Y.Map && value instanceof Y.Map) restoreMap(current, value)
    else if (!now.has(key) || !saysTheSame(current, value)) now.set(key, copyOf(value))
  }
}

function saysTheSame(a: unknown, b: unknown): boolean {
  if (!(a instanceof Y.AbstractType && b instanceof Y.AbstractType)) return isDeepStrictEqual(a, b)
  return a.constructor === b.constructor && isDeepStrictEqual(a.toJSON(), b.toJSON())
}

const copyOf = (value: unknown): unknown => (value instanceof Y.AbstractType ? value.clone() : value)
