import { describe, expect, it } from 'vitest'
import { derive } from './derive'
import { addLayer, removeLayer, setActivation, setAllActivations } from './edit-layers'
import { setWeight } from './edit-parameters'
import { addSteps } from './edit-run'
import { MAX_LAYERS } from './limits'
import { PLACEHOLDER_LAYER } from './read-model'
import { layerId, seededBoard, startWeights, sync } from './replicas.testing'

describe('editing the layers', () => {
  it('adds a layer at the asked place, with the activation of the one before it (E10)', () => {
    const board = seededBoard(10)
    setActivation(board, layerId(board, 1), 'relu')
    const id = addLayer(board, 1)
    expect(startWeights(board)).toEqual([0.8, 0.5, -0.5, 1.2])
    expect(board.model().layers[1]).toEqual({ id, w: 0.5, b: 0, activation: 'relu' })
    addLayer(board, 0)
    addLayer(board, 99)
    expect(startWeights(board)).toEqual([0.5, 0.8, 0.5, -0.5, 1.2, 0.5])
  })

  it('sets the activation of one layer and of all', () => {
    const board = seededBoard(10)
    setActivation(board, layerId(board, 2), 'sigmoid')
    expect(board.model().layers.map(layer => layer.activation)).toEqual(['tanh', 'sigmoid', 'tanh'])
    setAllActivations(board, 'softplus')
    expect(board.model().layers.map(layer => layer.activation)).toEqual(['softplus', 'softplus', 'softplus'])
  })

  it('keeps the last layer and refuses the 65th (E8)', () => {
    const board = seededBoard(10)
    removeLayer(board, layerId(board, 1))
    removeLayer(board, layerId(board, 1))
    expect(removeLayer(board, layerId(board, 1))).toBe(false)
    while (board.model().layers.length < MAX_LAYERS) addLayer(board, 1)
    expect(addLayer(board, 1)).toBeNull()
    expect(board.model().problems).toEqual([])
  })

  it('opens a run first when there are steps (E2)', () => {
    const board = seededBoard(10)
    addSteps(board, 2)
    const seen = derive(board.model()).layers.map(({ w }) => w)
    addLayer(board, 3)
    expect(startWeights(board)).toEqual([...seen, 0.5])
    expect(board.model().run.steps).toBe(0)
  })

  it('puts a layer between two that were added at the same place at the same moment (E10)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const ids = [addLayer(ada, 1), addLayer(ben, 1)]
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(
      ada
        .model()
        .layers.slice(1, 3)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort())
    const between = addLayer(ada, 2)
    expect(ada.model().layers[2]?.id).toBe(between)
    expect(ada.model().layers).toHaveLength(6)
  })

  it('does not touch the placeholder (R4)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    removeLayer(ada, layerId(ada, 1))
    sync(ada, ben)
    removeLayer(ada, layerId(ada, 1))
    removeLayer(ben, layerId(ben, 2))
    sync(ada, ben)
    expect(ada.model().layers.map(({ id }) => id)).toEqual([PLACEHOLDER_LAYER])
    expect(ada.model().problems).toHaveLength(1)
    expect(setWeight(ada, PLACEHOLDER_LAYER, 3)).toBe(false)
    expect(setActivation(ada, PLACEHOLDER_LAYER, 'relu')).toBe(false)
    addLayer(ada, 0)
    expect(startWeights(ada)).toEqual([0.5])
    expect(ada.model().problems).toEqual([])
  })
})

describe.each([0, 3])('layers edited by two people at once, after %d steps', steps => {
  const pair = () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    if (steps > 0) addSteps(ada, steps)
    sync(ada, ben)
    return { ada, ben, seen: derive(ada.model()).layers.map(({ w }) => w) }
  }

  it('lose layer 2 and keep the edit of layer 3', () => {
    const { ada, ben, seen } = pair()
    removeLayer(ada, layerId(ada, 2))
    setWeight(ben, layerId(ben, 3), 7)
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(startWeights(ada)).toEqual([seen[0], 7])
  })

  it('gain a layer before layer 2 and keep the edit of layer 3', () => {
    const { ada, ben, seen } = pair()
    addLayer(ada, 1)
    setWeight(ben, layerId(ben, 3), 7)
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(startWeights(ada)).toEqual([seen[0], 0.5, seen[1], 7])
  })

  it('lose a layer that one removes while the other edits it, and later edits of it end quietly (E8)', () => {
    const { ada, ben, seen } = pair()
    const gone = layerId(ada, 2)
    removeLayer(ada, gone)
    setWeight(ben, gone, 7)
    setActivation(ben, gone, 'relu')
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(startWeights(ada)).toEqual([seen[0], seen[2]])
    expect(setWeight(ben, gone, 8)).toBe(false)
    expect(setActivation(ben, gone, 'tanh')).toBe(false)
    expect(removeLayer(ben, gone)).toBe(false)
  })
})
