import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { restoringUpdate } from './restoration'

const CLIENT = 4_242

/** What is done to a document: a value under a key of a root, or of a map in it, or that key's end. */
const anyEdit = fc.record({
  root: fc.constantFrom('meta', 'model', 'annotations', 'lesson'),
  key: fc.constantFrom('a', 'b', 'c'),
  inner: fc.constantFrom(null, 'x', 'y'),
  what: fc.oneof(
    fc.constantFrom('delete', 'map', 'list', Number.NaN, -0, 0, null, 2n ** 60n),
    fc.jsonValue({ maxDepth: 2 }),
  ),
})
type Edit = typeof anyEdit extends fc.Arbitrary<infer Of> ? Of : never

function edit(doc: Y.Doc, { root, key, inner, what }: Edit): void {
  const map = doc.getMap<unknown>(root)
  const within = inner === null ? map : map.get(key)
  if (!(within instanceof Y.Map)) return
  const at = inner ?? key
  if (what === 'delete') within.delete(at)
  else if (what === 'map') within.set(at, new Y.Map([['x', 1]]))
  else if (what === 'list') within.set(at, Y.Array.from([1, 'two']))
  else within.set(at, what)
}

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const saying = (doc: Y.Doc) =>
  ['meta', 'model', 'annotations', 'lesson'].map(root => doc.getMap(root).toJSON())

it('says again what was said in the past, whatever was done since, by one update of its own author', () => {
  fc.assert(
    fc.property(fc.array(anyEdit), fc.array(anyEdit), (before, after) => {
      const doc = new Y.Doc()
      for (const one of before) edit(doc, one)
      const past = copyOf(doc)
      for (const one of after) edit(doc, one)
      const present = copyOf(doc)
      const update = restoringUpdate(doc, past, CLIENT)
      expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(present))).toBe(true)
      if (update !== null) Y.applyUpdate(doc, update)
      expect(saying(doc)).toEqual(saying(past))
      for (const { id } of update === null ? [] : Y.decodeUpdate(update).structs)
        expect(id.client).toBe(CLIENT)
      expect(restoringUpdate(doc, past, CLIENT + 1)).toBeNull()
    }),
  )
})

it('leaves what says the same, and what others do meanwhile elsewhere', () => {
  const doc = new Y.Doc()
  doc.getMap('model').set('layers', new Y.Map([['first', 1]]))
  const past = copyOf(doc)
  doc.getMap('model').set('x', 0.5)
  const layers = doc.getMap('model').get('layers')
  const other = copyOf(doc)
  const update = restoringUpdate(doc, past, CLIENT)
  other.getMap('annotations').set('meanwhile', 'drawn')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(doc, update ?? Uint8Array.of(0, 0))
  expect(saying(doc)).toEqual([{}, { layers: { first: 1 } }, { meanwhile: 'drawn' }, {}])
  expect(doc.getMap('model').get('layers')).toBe(layers)
})

it('leaves comments alone: they are the server’s', () => {
  const doc = new Y.Doc()
  const past = copyOf(doc)
  doc.getMap('threads').set('a', 'a comment')
  expect(restoringUpdate(doc, past, CLIENT)).toBeNull()
})
