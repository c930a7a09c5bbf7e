import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openBoard } from './board'
import { addLayer } from './edit-layers'
import { setWeight, setX, setY } from './edit-parameters'
import { addSteps, restart } from './edit-run'
import { addSample } from './edit-samples'
import { COURSE_CHAIN } from './examples'
import { loadChain } from './load-chain'
import { readModel } from './read-model'
import { brokenBoard, layerId, placesOf, seededBoard, startWeights, sync } from './replicas.testing'
import { isSeeded, metaOf, modelOf, NESTED, type Nested } from './schema'
import { createUndo } from './undo'

/** Two participants whose document has lost the maps of these names. */
function lostBoards(names: readonly Nested[]) {
  const [ada, ben] = [seededBoard(10), seededBoard(20)]
  ada.doc.transact(() => {
    for (const name of names) modelOf(ada.doc).set(name, 5)
  })
  sync(ada, ben)
  return { ada, ben }
}

describe('a document that has lost a map inside the model (E11)', () => {
  it.each(NESTED)('names %s among its problems', name => {
    for (const junk of [() => 5, () => new Y.Text('gone'), () => new Y.Array(), () => ({}), () => null]) {
      expect(placesOf(brokenBoard(model => model.set(name, junk())))).toContain(`model.${name}`)
    }
    expect(placesOf(brokenBoard(model => model.delete(name)))).toContain(`model.${name}`)
  })

  it.each(NESTED)('puts an empty map in the place of lost %s with the first edit', name => {
    const { ada, ben } = lostBoards([name])
    expect(setX(ada, 7)).toBe(true)
    expect(ada.model().x).toBe(7)
    expect(modelOf(ada.doc).get(name)).toBeInstanceOf(Y.Map)
    sync(ada, ben)
    expect(ben.model()).toEqual(ada.model())
    expect(
      ben
        .model()
        .problems.map(({ message }) => message)
        .join(),
    ).not.toMatch(/empty map/)
  })

  it('takes weights, samples, steps and chains again', () => {
    const { ada, ben } = lostBoards(['samples', 'params', 'steps'])
    expect(setWeight(ada, layerId(ada, 1), 4)).toBe(true)
    expect(addSample(ada, { x: 1, y: 2 })).not.toBeNull()
    expect(addSteps(ada, 3)).toBe(true)
    sync(ada, ben)
    expect(ben.model()).toMatchObject({ run: { steps: 3 }, problems: [] })
    expect(startWeights(ben)).toEqual([4, -0.5, 1.2])
    expect(restart(ben)).toBe(true)
    expect(ben.model().run.steps).toBe(0)
  })

  it('takes a chain even when everything is lost', () => {
    const { ada, ben } = lostBoards(NESTED)
    expect(loadChain(ada, COURSE_CHAIN)).toBe(true)
    sync(ada, ben)
    expect(startWeights(ben)).toEqual([0.8, -0.5, 1.2])
    expect(ben.model().problems).toEqual([])
  })

  it('is built up again, layer by layer, when somebody has removed every key', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    for (const root of [modelOf(ada.doc), metaOf(ada.doc)]) for (const key of root.keys()) root.delete(key)
    sync(ada, ben)
    expect(isSeeded(ben.doc)).toBe(true)
    expect(placesOf(ben)).toEqual(expect.arrayContaining(NESTED.map(name => `model.${name}`)))
    const id = addLayer(ben, 0)
    expect(setWeight(ben, id ?? '', 3)).toBe(true)
    sync(ada, ben)
    expect(startWeights(ada)).toEqual([3])
  })

  it('is mended by one of two who mend it at once, the same on every board', () => {
    const { ada, ben } = lostBoards(['steps'])
    addSteps(ada, 3)
    addSteps(ben, 4)
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect([3, 4]).toContain(ada.model().run.steps)
    addSteps(ada, 1)
    addSteps(ben, 1)
    sync(ada, ben)
    expect([5, 6]).toContain(ada.model().run.steps)
    expect(ada.model().problems).toEqual([])
  })

  it('keeps the edits of both who mend it at once where these stand in the model itself', () => {
    const { ada, ben } = lostBoards(['params'])
    setX(ada, 7)
    setY(ben, 8)
    sync(ada, ben)
    for (const board of [ada, ben]) expect(board.model()).toMatchObject({ x: 7, y: 8, problems: [] })
  })

  it('shows one chain, whole, when two load theirs into it at once', () => {
    const { ada, ben } = lostBoards(NESTED)
    loadChain(ada, COURSE_CHAIN)
    loadChain(ben, { ...COURSE_CHAIN, layers: [{ w: 9, activation: 'relu' }] })
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(ada.model().problems).toEqual([])
    expect([[0.8, -0.5, 1.2], [9]]).toContainEqual(startWeights(ada))
  })

  it('stays mended when the edit is undone: others may have written into the new map', () => {
    const { ada, ben } = lostBoards(['params'])
    const undo = createUndo(ada)
    setWeight(ada, layerId(ada, 1), 4)
    sync(ada, ben)
    setWeight(ben, layerId(ben, 2), 5)
    sync(ada, ben)
    expect(undo.undo()).toBe(true)
    sync(ada, ben)
    expect(startWeights(ben)).toEqual([0.8, 5, 1.2])
    expect(undo.canUndo()).toBe(false)
  })

  it('is not written to by reading, nor by edits that are refused or change nothing (E1)', () => {
    const { ada } = lostBoards(['params', 'steps'])
    const before = Y.encodeStateAsUpdate(ada.doc)
    expect(setX(ada, Number.NaN)).toBe(false)
    expect(setX(ada, 1)).toBe(true)
    expect(addSteps(ada, 0)).toBe(false)
    expect(restart(ada)).toBe(true)
    expect(loadChain(ada, { ...COURSE_CHAIN, layers: [] })).toBe(false)
    expect(Y.encodeStateAsUpdate(ada.doc)).toEqual(before)
  })

  it('is mended by any edit, whichever maps are lost to whatever', () => {
    const losses = fc.subarray([...NESTED], { minLength: 1 })
    const junk = fc.constantFrom(
      () => undefined,
      () => 5,
      () => new Y.Text('gone'),
      () => ({ chain: 'x' }),
    )
    fc.assert(
      fc.property(losses, junk, (names, make) => {
        const board = brokenBoard(model => {
          for (const name of names) model.set(name, make())
        })
        expect(setX(board, 7)).toBe(true)
        for (const name of NESTED) expect(modelOf(board.doc).get(name)).toBeInstanceOf(Y.Map)
        expect(board.model()).toEqual(readModel(board.doc))
      }),
      { numRuns: 50 },
    )
  })
})

describe('a document that has not arrived', () => {
  it('takes no edits: an empty map of ours would stand against those of the seed (E8)', () => {
    const board = openBoard(new Y.Doc())
    expect(setX(board, 7)).toBe(false)
    expect(addSteps(board, 1)).toBe(false)
    expect(loadChain(board, COURSE_CHAIN)).toBe(false)
    expect(Y.encodeStateVector(board.doc)).toEqual(Y.encodeStateVector(new Y.Doc()))
  })
})
