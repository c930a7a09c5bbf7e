import { describe, expect, it } from 'vitest'
import type { Board } from './board'
import { derive } from './derive'
import { removeLayer, setActivation } from './edit-layers'
import { setEta, setWeight, setX, setY } from './edit-parameters'
import { addSteps, restart } from './edit-run'
import { replaceSamples } from './edit-samples'
import { setTitle } from './edit-title'
import { EXAMPLES } from './examples'
import { loadChain } from './load-chain'
import { layerId, seededBoard, startWeights, sync } from './replicas.testing'
import { createUndo } from './undo'

const participants = () => {
  const [ada, ben] = [seededBoard(10), seededBoard(20)]
  return { ada, ben, adas: createUndo(ada), bens: createUndo(ben) }
}

const example = (id: string) => {
  const found = EXAMPLES.find(candidate => candidate.id === id)
  if (found === undefined) throw new Error(`There is no example ${id}.`)
  return found.chain
}

const shownWeights = (board: Board): number[] => derive(board.model()).layers.map(({ w }) => w)

describe('undo', () => {
  it('takes back one command at a time, and redo brings it again (U1)', () => {
    const { ada, adas } = participants()
    expect(adas.canUndo()).toBe(false)
    setX(ada, 2)
    setX(ada, 3)
    setTitle(ada, 'Our chain')
    expect(adas.undo()).toBe(true)
    expect(ada.model()).toMatchObject({ title: '', x: 3 })
    adas.undo()
    expect(ada.model().x).toBe(2)
    adas.undo()
    expect(ada.model().x).toBe(1)
    expect(adas.canUndo()).toBe(false)
    expect(adas.undo()).toBe(false)
    for (let i = 0; i < 3; i++) expect(adas.redo()).toBe(true)
    expect(ada.model()).toMatchObject({ title: 'Our chain', x: 3 })
    expect(adas.canRedo()).toBe(false)
  })

  it('takes back a whole gesture (U1)', () => {
    const { ada, adas } = participants()
    setX(ada, 2)
    adas.beginGesture()
    for (const w of [1, 2, 3, 4]) setWeight(ada, layerId(ada, 1), w)
    adas.endGesture()
    setX(ada, 3)
    adas.undo()
    expect(ada.model().x).toBe(2)
    expect(startWeights(ada)[0]).toBe(4)
    adas.undo()
    expect(startWeights(ada)[0]).toBe(0.8)
    expect(ada.model().x).toBe(2)
    adas.redo()
    expect(startWeights(ada)[0]).toBe(4)
  })

  it('tells its listeners when there is something to undo', () => {
    const { ada, adas } = participants()
    const seen: boolean[] = []
    const stop = adas.subscribe(() => seen.push(adas.canUndo()))
    setX(ada, 2)
    adas.undo()
    expect(seen.at(0)).toBe(true)
    expect(seen.at(-1)).toBe(false)
    const { length } = seen
    stop()
    setX(ada, 2)
    expect(seen).toHaveLength(length)
  })

  it('brings back the run with its steps (U3)', () => {
    const { ada, adas } = participants()
    addSteps(ada, 6)
    const before = ada.model()
    setWeight(ada, layerId(ada, 2), 9)
    addSteps(ada, 2)
    adas.undo()
    adas.undo()
    expect(ada.model()).toEqual(before)
    adas.redo()
    expect(startWeights(ada)[1]).toBe(9)
    adas.undo()
    adas.undo()
    expect(ada.model().run.steps).toBe(0)
  })

  it('brings back a removed layer with its activation and weight, and samples, in order', () => {
    const { ada, adas } = participants()
    setActivation(ada, layerId(ada, 2), 'relu')
    setWeight(ada, layerId(ada, 2), 3)
    replaceSamples(ada, [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ])
    const before = ada.model()
    removeLayer(ada, layerId(ada, 2))
    replaceSamples(ada, [{ x: 5, y: 6 }])
    restart(ada)
    adas.undo()
    adas.undo()
    expect(ada.model()).toEqual(before)
  })

  it('brings back the whole chain after another was loaded (E9)', () => {
    const { ada, adas } = participants()
    setWeight(ada, layerId(ada, 1), 3)
    addSteps(ada, 7)
    const before = ada.model()
    loadChain(ada, example('vanishing-gradient'))
    const loaded = ada.model()
    expect(loaded.layers).toHaveLength(10)
    adas.undo()
    expect(ada.model()).toEqual(before)
    adas.redo()
    expect(ada.model()).toEqual(loaded)
  })

  it('goes back to the earlier run after a restart', () => {
    const { ada, adas } = participants()
    addSteps(ada, 7)
    const before = ada.model()
    restart(ada)
    adas.undo()
    expect(ada.model()).toEqual(before)
  })
})

describe('undo among several people', () => {
  it('takes back only my own edits (U2)', () => {
    const { ada, ben, adas, bens } = participants()
    setX(ada, 2)
    sync(ada, ben)
    setY(ben, 9)
    sync(ada, ben)
    bens.undo()
    sync(ada, ben)
    expect(ada.model()).toMatchObject({ x: 2, y: 0.5 })
    bens.undo()
    expect(ben.model().x).toBe(2)
    adas.undo()
    sync(ada, ben)
    expect(ben.model()).toMatchObject({ x: 1, y: 0.5 })
  })

  it('leaves a key that somebody else has set since (U2)', () => {
    const { ada, ben, adas } = participants()
    setX(ada, 2)
    sync(ada, ben)
    setX(ben, 3)
    sync(ada, ben)
    adas.undo()
    expect(ada.model().x).toBe(3)
  })

  it('keeps the run that my edit opened when others have used it since (U3)', () => {
    const { ada, ben, adas } = participants()
    addSteps(ada, 4)
    sync(ada, ben)
    const seen = shownWeights(ada)
    setWeight(ada, layerId(ada, 1), 5)
    sync(ada, ben)
    setWeight(ben, layerId(ben, 2), 6)
    addSteps(ben, 2)
    sync(ada, ben)
    const { run } = ada.model()
    adas.undo()
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(startWeights(ben)).toEqual([seen[0], 6, seen[2]])
    expect(ben.model().run).toEqual(run)
  })

  it('does not hide what others did since when it is redone (U3)', () => {
    const { ada, ben, adas } = participants()
    addSteps(ada, 4)
    setWeight(ada, layerId(ada, 1), 5)
    adas.undo()
    sync(ada, ben)
    addSteps(ben, 3)
    sync(ada, ben)
    const { run } = ben.model()
    adas.redo()
    expect(ada.model().run).toEqual(run)
  })

  it('keeps the edit that another made at the same step at the same moment (U3)', () => {
    const { ada, ben, adas, bens } = participants()
    addSteps(ada, 4)
    sync(ada, ben)
    const seen = shownWeights(ada)
    setWeight(ada, layerId(ada, 1), 5)
    setWeight(ben, layerId(ben, 2), 6)
    sync(ada, ben)
    adas.undo()
    sync(ada, ben)
    expect(startWeights(ben)).toEqual([seen[0], 6, seen[2]])
    bens.undo()
    sync(ada, ben)
    expect(startWeights(ada)).toEqual(seen)
    expect(ada.model()).toEqual(ben.model())
  })

  it('leaves a whole chain, whatever others did to the loaded one (U3, U5)', () => {
    const { ada, ben, adas } = participants()
    const before = startWeights(ada)
    loadChain(ada, example('exploding-gradient'))
    sync(ada, ben)
    setWeight(ben, layerId(ben, 1), 6)
    sync(ada, ben)
    adas.undo()
    sync(ada, ben)
    expect(startWeights(ben)).toEqual(before)
    adas.redo()
    addSteps(ada, 1)
    sync(ada, ben)
    setEta(ben, 0.25)
    sync(ada, ben)
    while (adas.canUndo()) adas.undo()
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(ben.model().layers).toHaveLength(12)
    expect(ben.model().problems).toEqual([])
  })
})
