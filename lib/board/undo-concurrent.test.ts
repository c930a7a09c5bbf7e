import { describe, expect, it } from 'vitest'
import { addLayer, removeLayer, setActivation } from './edit-layers'
import { setWeight, setX } from './edit-parameters'
import { addSteps } from './edit-run'
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

describe('undo after truly concurrent changes of one key', () => {
  // Which of the two wins depends on their client ids; each case must hold for winner and loser.
  describe.each([
    ['I win', 30, 20],
    ['the other wins', 10, 20],
  ])('when %s', (_, myId, otherId) => {
    const pair = () => {
      const [me, other] = [seededBoard(myId), seededBoard(otherId)]
      return { me, other, mine: createUndo(me) }
    }

    it('never leaves the key missing (U4)', () => {
      const { me, other, mine } = pair()
      setX(me, 2)
      setX(other, 3)
      setTitle(me, 'mine')
      setTitle(other, 'theirs')
      sync(me, other)
      const iWin = me.model().x === 2
      mine.undo()
      mine.undo()
      sync(me, other)
      expect(me.model()).toEqual(other.model())
      expect(me.model()).toMatchObject(iWin ? { x: 1, title: '' } : { x: 3, title: 'theirs' })
      expect(me.doc.getMap('model').has('x')).toBe(true)
    })

    it('keeps a weight set before, a layer with its activation, and the current run (U4)', () => {
      const { me, other, mine } = pair()
      setWeight(me, layerId(me, 1), 4)
      sync(me, other)
      setWeight(me, layerId(me, 1), 5)
      setWeight(other, layerId(other, 1), 6)
      setActivation(me, layerId(me, 2), 'relu')
      setActivation(other, layerId(other, 2), 'sigmoid')
      sync(me, other)
      const iWin = startWeights(me)[0] === 5
      mine.undo()
      mine.undo()
      sync(me, other)
      expect(startWeights(other)).toEqual([iWin ? 4 : 6, -0.5, 1.2])
      expect(other.model().layers[1]?.activation).toBe(iWin ? 'tanh' : 'sigmoid')
      expect(me.model()).toEqual(other.model())
    })

    it('shows a whole chain after two were loaded (E9)', () => {
      const { me, other, mine } = pair()
      loadChain(me, example('exploding-gradient'))
      loadChain(other, example('vanishing-gradient'))
      sync(me, other)
      const iWin = me.model().layers.length === 12
      expect(me.model().layers).toHaveLength(iWin ? 12 : 10)
      expect(me.model().layers[0]?.w).toBe(iWin ? 2 : 1)
      mine.undo()
      sync(me, other)
      expect(me.model()).toEqual(other.model())
      expect(me.model().problems).toEqual([])
      expect(me.model().layers).toHaveLength(iWin ? 3 : 10)
    })

    it('does not bring back what was not there before', () => {
      const { me, other, mine } = pair()
      mine.beginGesture()
      setWeight(me, layerId(me, 1), 4)
      setWeight(me, layerId(me, 1), 5)
      mine.endGesture()
      mine.undo()
      sync(me, other)
      expect(startWeights(other)[0]).toBe(0.8)
    })
  })

  it('ends quietly when the layer has been removed by another', () => {
    const { ada, ben, adas } = participants()
    const added = addLayer(ada, 1)
    setActivation(ada, layerId(ada, 2), 'relu')
    sync(ada, ben)
    removeLayer(ben, added ?? '')
    sync(ada, ben)
    adas.undo()
    adas.undo()
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(ada.model().layers).toHaveLength(3)
  })
})

describe('undo of what others have left behind', () => {
  it('passes over steps and edits of a run that is not shown any more (U7)', () => {
    const { ada, ben, adas } = participants()
    setTitle(ada, 'Tutorial')
    setWeight(ada, layerId(ada, 1), 0.7)
    addSteps(ada, 100)
    sync(ada, ben)
    setWeight(ben, layerId(ben, 2), 3)
    sync(ada, ben)
    const weights = startWeights(ada)
    expect(adas.undo()).toBe(true)
    expect(ada.model().title).toBe('')
    expect(startWeights(ada)).toEqual(weights)
  })

  it('says when nothing is left that shows (U7)', () => {
    const { ada, ben, adas } = participants()
    addSteps(ada, 100)
    sync(ada, ben)
    setWeight(ben, layerId(ben, 2), 3)
    sync(ada, ben)
    const before = ada.model()
    expect(adas.undo()).toBe(false)
    expect(adas.canUndo()).toBe(false)
    expect(ada.model()).toBe(before)
  })
})
