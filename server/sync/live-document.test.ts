import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readMessage } from '@/lib/protocol'
import { LiveDocument } from './live-document'
import { isSameDocument, isWhole } from './stored-document'

const NOTHING = Uint8Array.of(0)
const BOARD_BYTES = 20_000_000

/** A document of so many bytes and one who edits it: `edit` returns what an edit sends. */
function boardOf(bytes: number) {
  const author = new Y.Doc()
  author.getMap('model').set('long', 'x'.repeat(bytes))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(author))
  const live = new LiveDocument(doc, BOARD_BYTES)
  const edit = (key: string, value: unknown) => {
    const before = Y.encodeStateVector(author)
    author.getMap('model').set(key, value)
    expect(live.apply(Y.encodeStateAsUpdate(author, before))).not.toBeNull()
  }
  return { live, edit }
}

/** What a client has after these frames. */
function received(frames: readonly Uint8Array[], doc = new Y.Doc()): Y.Doc {
  for (const frame of frames) {
    const message = readMessage(frame)
    if (message.kind === 'step2' || message.kind === 'update') Y.applyUpdate(doc, message.update)
  }
  return doc
}

describe.each([
  ['small', 100],
  ['large', 200_000],
])('a %s board', (_size, bytes) => {
  it('is given whole to everybody who comes while it is edited', () => {
    const { live, edit } = boardOf(bytes)
    for (let i = 0; i < 600; i++) {
      edit(`key ${i % 50}`, i)
      const doc = received(live.answer(NOTHING))
      expect(isWhole(doc)).toBe(true)
      expect(isSameDocument(doc, live.doc)).toBe(true)
    }
  })

  it('is encoded once for all who come between two changes', () => {
    const { live, edit } = boardOf(bytes)
    const first = live.answer(NOTHING)
    expect(live.answer(NOTHING)).toBe(first)
    expect(live.question(new Set())).toBe(live.question(new Set()))
    edit('x', 1)
    expect(live.answer(NOTHING)).not.toBe(first)
  })

  it('brings somebody who has a part of it the rest', () => {
    const { live, edit } = boardOf(bytes)
    const back = received(live.answer(NOTHING))
    edit('x', 1)
    const frames = live.answer(Y.encodeStateVector(back))
    expect(isSameDocument(received(frames, back), live.doc)).toBe(true)
    expect(frames[0].length).toBeLessThan(100)
  })
})

it('a large board is not encoded anew for a few changes, and is when nobody asked for long', () => {
  const { live, edit } = boardOf(200_000)
  const [whole] = live.answer(NOTHING)
  edit('x', 1)
  expect(live.answer(NOTHING)[0]).toBe(whole)
  live.rest()
  expect(live.answer(NOTHING)[0]).toBe(whole)
  live.rest()
  live.rest()
  expect(live.answer(NOTHING)[0]).not.toBe(whole)
})

it('Y14 a failure in whoever listens to a change breaks the document, and nothing of that change goes on', () => {
  const doc = new Y.Doc()
  const live = new LiveDocument(doc, BOARD_BYTES)
  const author = new Y.Doc()
  author.getMap('model').set('x', 1)
  doc.getMap('model').observe(() => {
    throw new Error('a listener failed')
  })
  expect(live.apply(Y.encodeStateAsUpdate(author))).toBeNull()
  expect(live.isBroken).toBe(true)
})

it('Y16 a large board is not encoded again and again for people who say that they know next to nothing', () => {
  const { live, edit } = boardOf(1_000_000)
  const vectors = Array.from({ length: 30 }, (_, i) => Y.encodeStateVector(new Map([[i + 1, 5]])))
  const answers = vectors.map(vector => live.answer(vector))
  expect(new Set(answers).size).toBeLessThan(6)
  for (const answer of answers) expect(isSameDocument(received(answer), live.doc)).toBe(true)
  const back = received(answers[0])
  edit('x', 1)
  expect(isSameDocument(received(live.answer(Y.encodeStateVector(back)), back), live.doc)).toBe(true)
  live.rest()
  expect(live.answer(vectors[0])).not.toBe(live.answer(vectors[0]))
})
