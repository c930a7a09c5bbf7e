import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { looksDuring } from '../testing/looks'
import { SLOW_UPDATES } from '../testing/slow-updates'
import { examine } from './examine'

// That the effort is never counted too low is held against Yjs itself in hostile-updates.test.ts.

function boardOf(updates: readonly Uint8Array[] = []): Y.Doc {
  const doc = new Y.Doc()
  doc.getMap('model')
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const looksFor = (doc: Y.Doc, update: Uint8Array): number => {
  const finding = examine(doc, update)
  if (finding.kind !== 'change') throw new Error(`It would be ${finding.kind}`)
  return finding.looks
}

/** Sets keys one after the other, by their numbers. */
const setKeys = (doc: Y.Doc, keys: readonly number[]) => {
  for (const [i, key] of keys.entries()) doc.getMap('model').set(`key ${key}`, i)
}

describe('the effort of a change', () => {
  const keys = fc.array(fc.nat(5), { minLength: 1, maxLength: 60 })

  it('is nothing where one person goes on from what the board has, however much they did', () => {
    fc.assert(
      fc.property(keys, keys, (before, since) => {
        const board = boardOf()
        setKeys(board, before)
        const person = boardOf([Y.encodeStateAsUpdate(board)])
        setKeys(person, since)
        expect(looksFor(board, Y.encodeStateAsUpdate(person))).toBe(0)
      }),
    )
  })

  it('is a look at each thing that others did at the same time', () => {
    const start = boardOf()
    setKeys(start, [0, 1])
    const [ada, ben] = [start, start].map(doc => boardOf([Y.encodeStateAsUpdate(doc)]))
    for (let i = 0; i < 30; i++) setKeys(ada, [0, 1])
    const board = boardOf([Y.encodeStateAsUpdate(ada)])
    for (let i = 0; i < 30; i++) setKeys(ben, [0, 1])
    const update = Y.encodeStateAsUpdate(ben, Y.encodeStateVector(start))
    const counted = looksFor(board, update)
    expect(counted).toBeLessThan(100)
    expect(looksDuring(() => Y.applyUpdate(board, update))).toBeLessThanOrEqual(counted + 60)
  })

  it.each(SLOW_UPDATES)('that would take seconds is refused (%s)', (_what, before, update) => {
    const board = boardOf()
    for (const one of before) {
      expect(examine(board, one).kind).toBe('change')
      Y.applyUpdate(board, one)
    }
    expect(examine(board, update)).toEqual({
      kind: 'malformed',
      reason: 'to put it in its place would take too long',
    })
  })
})
