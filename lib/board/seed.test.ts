import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openBoard } from './board'
import { COURSE_CHAIN, EXAMPLES } from './examples'
import { chainOf } from './load-chain'
import { NESTED } from './schema'
import { seedUpdate } from './seed'

const boardOf = (...updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return openBoard(doc)
}

describe('the seed', () => {
  it('makes a board with the course chain and no problems (R3)', () => {
    const board = boardOf(seedUpdate())
    expect(board.model()).toMatchObject({
      title: '',
      biases: false,
      samples: [],
      problems: [],
      run: { steps: 0 },
    })
    expect(chainOf(board)).toEqual(COURSE_CHAIN)
    expect(board.doc.getMap('meta').get('schemaVersion')).toBe(1)
    for (const name of NESTED) expect(board.doc.getMap('model').get(name)).toBeInstanceOf(Y.Map)
  })

  it('has the same bytes for the same chain and title (R3)', () => {
    for (const { chain } of EXAMPLES) expect(seedUpdate(chain, 'T')).toEqual(seedUpdate(chain, 'T'))
  })

  it('changes nothing when it is applied twice (R3)', () => {
    const once = boardOf(seedUpdate())
    const twice = boardOf(seedUpdate(), seedUpdate())
    expect(Y.encodeStateAsUpdate(twice.doc)).toEqual(Y.encodeStateAsUpdate(once.doc))
  })

  it('takes a chain and a title', () => {
    const chain = EXAMPLES[1]?.chain ?? COURSE_CHAIN
    const board = boardOf(seedUpdate(chain, 'Group\n7'))
    expect(chainOf(board)).toEqual(chain)
    expect(board.model().title).toBe('Group 7')
  })

  it('throws when the chain does not fit on a board', () => {
    expect(() => seedUpdate({ ...COURSE_CHAIN, layers: [] })).toThrow(RangeError)
  })
})
