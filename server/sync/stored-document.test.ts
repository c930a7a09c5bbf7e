import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { LoggedUpdate } from '../storage/storage'
import { deepJson, valueUpdate } from '../testing/value-update'
import { readStoredDocument } from './stored-document'

const SEED = 1

/** The log of participants who each change the board, in turn. */
function logOf(...updates: readonly (readonly [participant: string, bytes: Uint8Array])[]): LoggedUpdate[] {
  return updates.map(([participant, bytes], i) => ({ boardId: 'b', n: i + 1, participant, at: 0, bytes }))
}

/** What `client` does first, and then next. */
function changesOf(client: number): [first: Uint8Array, second: Uint8Array] {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getMap('model').set(`first ${client}`, 1)
  const before = Y.encodeStateVector(doc)
  const first = Y.encodeStateAsUpdate(doc)
  doc.getMap('model').set(`second ${client}`, 2)
  return [first, Y.encodeStateAsUpdate(doc, before)]
}

const [seed] = changesOf(SEED)
const [first, second] = changesOf(11)
const poison = valueUpdate(66, deepJson(50_000))
const modelOf = ({ doc }: { doc: Y.Doc }) => doc.getMap('model').toJSON()

describe('a stored board', () => {
  it('is what its updates make, with who wrote under which id', () => {
    const stored = readStoredDocument({
      snapshot: null,
      updates: logOf(['server', seed], ['ada', first], ['ben', changesOf(12)[0]], ['ada', second]),
    })
    expect(modelOf(stored)).toEqual({ 'first 1': 1, 'first 11': 1, 'first 12': 1, 'second 11': 2 })
    expect(stored).toMatchObject({ last: 4, leftOut: [] })
    expect([...stored.authors]).toEqual([
      [SEED, 'server'],
      [11, 'ada'],
      [12, 'ben'],
    ])
  })

  it('goes on from its snapshot, whose authors hold', () => {
    const authors = new Map([[11, 'ada']])
    const snapshot = { n: 5, bytes: Y.mergeUpdates([seed, first]), authors }
    const row = {
      boardId: 'b',
      n: 6,
      participant: 'ben',
      at: 0,
      bytes: Y.mergeUpdates([first, changesOf(12)[0]]),
    }
    const stored = readStoredDocument({ snapshot, updates: [row] })
    expect(stored.last).toBe(6)
    expect([...stored.authors]).toEqual([
      [11, 'ada'],
      [12, 'ben'],
    ])
  })

  it('opens without the updates that cannot be read or written, and without what builds on them', () => {
    const updates = logOf(
      ['server', seed],
      ['mallory', poison],
      ['mallory', Uint8Array.of(20, 255, 255, 255, 3, 7)],
      ['ada', first],
      ['mallory', followUp(66)],
      ['ada', second],
    )
    const stored = readStoredDocument({ snapshot: null, updates })
    expect(stored.leftOut).toEqual([2, 3])
    expect(modelOf(stored)).toEqual({ 'first 1': 1, 'first 11': 1, 'second 11': 2 })
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(stored.doc))
    expect(modelOf({ doc: copy })).toEqual(modelOf(stored))
  })

  it.each([
    [
      'what it begins with cannot be read',
      [
        ['server', poison],
        ['ada', first],
      ] as const,
    ],
    [
      'something is missing',
      [
        ['server', seed],
        ['ada', second],
      ] as const,
    ],
  ])('is never shown in part because %s', (_what, updates) => {
    expect(() => readStoredDocument({ snapshot: null, updates: logOf(...updates) })).toThrow(/board/)
  })
})

/** A change of `client` after one of a single piece. */
function followUp(client: number): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, valueUpdate(client, '1'))
  doc.clientID = client
  const before = Y.encodeStateVector(doc)
  doc.getMap('model').set('after the poison', 1)
  return Y.encodeStateAsUpdate(doc, before)
}
