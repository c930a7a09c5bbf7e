import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openBoard } from './board'
import { addLayer, removeLayer } from './edit-layers'
import { setWeight, setX } from './edit-parameters'
import { EXAMPLES } from './examples'
import { compareCopy } from './lineage'
import { seedUpdate } from './seed'

function seeded(seed = seedUpdate()): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seed)
  return doc
}

const stateOf = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc)

/** The same document elsewhere: yesterday's backup, or another browser. */
function replicaOf(doc: Y.Doc): Y.Doc {
  const replica = new Y.Doc()
  Y.applyUpdate(replica, stateOf(doc))
  return replica
}

const firstLayer = (doc: Y.Doc) => openBoard(doc).model().layers[0]?.id ?? ''

describe('a copy beside a restored board (D17)', () => {
  it('holds nothing new when the board has all of it, and more', () => {
    const board = seeded()
    const copy = stateOf(board)
    setX(openBoard(board), 3)
    expect(compareCopy(board, copy)).toBe('nothing new')
    expect(compareCopy(board, stateOf(board))).toBe('nothing new')
  })

  it('is ahead with an edit that the backup lacks, and a merge brings that and keeps what came since', () => {
    const backup = seeded()
    const copy = replicaOf(backup)
    setWeight(openBoard(copy), firstLayer(copy), 0.25)
    setX(openBoard(backup), 7)
    expect(compareCopy(backup, stateOf(copy))).toBe('ahead')
    Y.applyUpdate(backup, stateOf(copy))
    const { x, layers } = openBoard(backup).model()
    expect([x, layers[0]?.w]).toEqual([7, 0.25])
    expect(compareCopy(backup, stateOf(copy))).toBe('nothing new')
  })

  it('is ahead with a deletion alone, which no state vector shows', () => {
    const backup = seeded()
    const copy = replicaOf(backup)
    openBoard(copy).doc.getMap('model').delete('eta')
    expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(backup))
    expect(compareCopy(backup, stateOf(copy))).toBe('ahead')
  })

  it('is alien when it began as another chain, whether that is longer or just other numbers', () => {
    const board = seeded()
    for (const { chain } of EXAMPLES.slice(1)) {
      expect(compareCopy(board, stateOf(seeded(seedUpdate(chain))))).toBe('alien')
    }
    expect(compareCopy(board, stateOf(seeded(seedUpdate(undefined, 'Another'))))).toBe('alien')
  })

  it('is of one kin however much of the seed was overwritten or removed since', () => {
    const backup = seeded()
    const copy = replicaOf(backup)
    const board = openBoard(copy)
    for (let i = 0; i < 3; i++) addLayer(board, 0)
    for (const { id } of [...board.model().layers].slice(2)) removeLayer(board, id)
    setX(board, 9)
    expect(compareCopy(backup, stateOf(copy))).toBe('ahead')
  })
})
