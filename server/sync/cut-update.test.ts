import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cutUpdate } from './cut-update'
import { TooManyPieces, Unreadable } from './scan-update'

const SIZE = 7

function cut(update: Uint8Array, size = SIZE, mostPieces = 1_000_000): readonly Uint8Array[] {
  const steps = cutUpdate(update, size, mostPieces)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** What two browsers of one person do, who hear of each other now and then. */
const anyEdits = fc.array(
  fc.record({
    by: fc.constantFrom(0, 1),
    what: fc.constantFrom('key', 'map', 'list', 'text', 'delete', 'hear', 'garbage'),
    at: fc.nat(20),
  }),
  { minLength: 10, maxLength: 120 },
)
type Edits = typeof anyEdits extends fc.Arbitrary<infer Of> ? Of : never

function play(edits: Edits): Uint8Array {
  const docs = [new Y.Doc({ gc: false }), new Y.Doc()]
  for (const [i, doc] of docs.entries()) doc.clientID = 100 + i
  for (const { by, what, at } of edits) {
    const doc = docs[by]
    const map = doc.getMap<unknown>('annotations')
    const found = map.get(`k${at % 4}`)
    if (what === 'hear') Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[1 - by]))
    else if (what === 'key') map.set(`k${at % 4}`, [at, 'value', { deep: null }])
    else if (what === 'map') map.set(`k${at % 4}`, new Y.Map<unknown>([['x', new Uint8Array(at)]]))
    else if (what === 'list') map.set(`k${at % 4}`, Y.Array.from<string | number>(['a', 1]))
    else if (what === 'text') {
      if (found instanceof Y.Text) found.insert(at % (found.length + 1), 'πx😀', { bold: true })
      else map.set(`k${at % 4}`, new Y.Text('a text'))
    } else if (what === 'delete' && found instanceof Y.Text) found.delete(0, found.length >> 1)
    else if (found instanceof Y.Array) found.delete(0, found.length)
    else if (found instanceof Y.Map) found.set('y', at)
  }
  Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(docs[1]))
  return Y.encodeStateAsUpdate(docs[0])
}

const piecesOf = (update: Uint8Array) => Y.decodeUpdate(update).structs.length
const documentOf = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) {
    Y.applyUpdate(doc, update)
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  }
  return doc
}

describe('an update that is cut into parts', () => {
  it('says part by part what it says as a whole, and no part builds on a later one', () => {
    fc.assert(
      fc.property(anyEdits, fc.integer({ min: 1, max: 12 }), (edits, size) => {
        const update = play(edits)
        const parts = cut(update, size)
        for (const part of parts) expect(piecesOf(part)).toBeLessThanOrEqual(size)
        const [whole, joined] = [documentOf([update]), documentOf(parts)]
        expect(Y.equalSnapshots(Y.snapshot(whole), Y.snapshot(joined))).toBe(true)
        expect(joined.getMap('annotations').toJSON()).toEqual(whole.getMap('annotations').toJSON())
      }),
    )
  })

  it('stays as it is when it has few pieces', () => {
    const update = play([{ by: 0, what: 'key', at: 1 }])
    expect(cut(update)[0]).toBe(update)
  })

  it('says itself what is deleted of its own: what was overwritten is never shown', () => {
    const doc = new Y.Doc({ gc: false })
    for (let i = 0; i < 50; i++) for (const key of ['a', 'b']) doc.getMap('model').set(key, i)
    const part = cut(Y.encodeStateAsUpdate(doc), 10)[0]
    const ranges = [...Y.decodeUpdate(part).ds.clients.values()].flat()
    expect(ranges.reduce((sum, { len }) => sum + len, 0)).toBe(10)
  })

  it('is refused when it has more pieces than anybody has written, deletions among them', () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 30; i++) doc.getMap('model').set(`${i}`, i)
    const content = Y.encodeStateAsUpdate(doc)
    expect(() => cut(content, SIZE, 29)).toThrow(TooManyPieces)
    for (let i = 0; i < 30; i += 2) doc.getMap('model').delete(`${i}`)
    expect(() => cut(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)), SIZE, 14)).toThrow(TooManyPieces)
  })

  it.each([
    ['a skip', Uint8Array.of(1, 1, 9, 0, 10, 5, 0), Unreadable],
    ['an author who has written nothing', Uint8Array.of(1, 0, 9, 0, 0), Unreadable],
    ['an author who appears twice', Uint8Array.of(2, 1, 9, 0, 0, 1, 1, 9, 1, 0, 1, 0), Unreadable],
    ['an end in the middle', Uint8Array.of(1, 1, 9, 0, 4, 1, 1), Error],
  ])('is refused for %s', (_what, update, error) => {
    expect(() => cut(update)).toThrow(error)
  })

  it('made of anything is cut or refused, and never in more than it says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }), bytes => {
        try {
          for (const part of cut(Uint8Array.from(bytes), 2, 100)) expect(part.length).toBeLessThan(400)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }),
    )
  })
})
