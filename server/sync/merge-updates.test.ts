import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { mergeUpdates } from './merge-updates'
import { isSameDocument, isWhole } from './stored-document'

it('makes one update of none, one and many, which brings the same as all of them in their order', () => {
  const edit = fc.record({ writer: fc.nat(4), key: fc.constantFrom('a', 'b', 'c'), value: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 400 }), fc.nat(3), (edits, share) => {
      const writers = Array.from({ length: 5 }, () => new Y.Doc())
      const updates: Uint8Array[] = []
      for (const writer of writers) writer.on('update', update => updates.push(update))
      for (const [i, { writer, key, value }] of edits.entries()) {
        writers[writer].getMap('model').set(key, value)
        if (i % 7 <= share) Y.applyUpdate(writers[(writer + 1) % 5], Y.encodeStateAsUpdate(writers[writer]))
      }
      const [apart, together] = [new Y.Doc(), new Y.Doc()]
      for (const update of updates) Y.applyUpdate(apart, update)
      const merged = mergeUpdates(updates)
      expect(merged === null).toBe(updates.length === 0)
      if (merged !== null) Y.applyUpdate(together, merged)
      expect(isWhole(together)).toBe(true)
      expect(isSameDocument(together, apart)).toBe(true)
    }),
    { numRuns: 40 },
  )
})
