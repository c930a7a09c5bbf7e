import { describe, expect, it } from 'vitest'
import { derive } from './derive'
import { setAllActivations } from './edit-layers'
import { setBias, setBiases, setEta, setLoss, setWeight, setX, setY } from './edit-parameters'
import { addSteps } from './edit-run'
import { layerId, seededBoard, startWeights, sync } from './replicas.testing'
import { runIdAfter } from './run-record'
import { modelOf, nestedMap } from './schema'
import { createUndo } from './undo'

describe('editing a parameter', () => {
  it('sets its key and keeps the run while there are no steps (E1)', () => {
    const board = seededBoard(10)
    const before = board.model().run
    expect(setX(board, 2)).toBe(true)
    expect(setY(board, -1)).toBe(true)
    expect(setEta(board, 0.5)).toBe(true)
    expect(setLoss(board, 'logistic')).toBe(true)
    expect(setBiases(board, true)).toBe(true)
    expect(setWeight(board, layerId(board, 2), 4)).toBe(true)
    expect(setBias(board, layerId(board, 3), -0.25)).toBe(true)
    expect(board.model()).toMatchObject({
      x: 2,
      y: -1,
      eta: 0.5,
      loss: 'logistic',
      biases: true,
      run: before,
    })
    expect(startWeights(board)).toEqual([0.8, 4, 1.2])
    expect(board.model().layers[2]?.b).toBe(-0.25)
  })

  it('refuses numbers that are not finite and names that are unknown (E8)', () => {
    const board = seededBoard(10)
    const before = board.model()
    expect(setX(board, Number.NaN)).toBe(false)
    expect(setEta(board, Number.POSITIVE_INFINITY)).toBe(false)
    expect(setWeight(board, layerId(board, 1), Number.NEGATIVE_INFINITY)).toBe(false)
    expect(setWeight(board, 'no-such-layer', 1)).toBe(false)
    expect(setWeight(board, '__proto__', 1)).toBe(false)
    expect(board.model()).toBe(before)
  })

  it('writes nothing when it changes nothing (E1)', () => {
    const board = seededBoard(10)
    addSteps(board, 3)
    const before = board.model()
    let updates = 0
    board.doc.on('update', () => updates++)
    expect(setX(board, 1)).toBe(true)
    expect(setWeight(board, layerId(board, 1), derive(before).layers[0]?.w ?? Number.NaN)).toBe(true)
    expect(updates).toBe(0)
    expect(board.model()).toBe(before)
  })

  it('opens the run that starts from the weights at the last step (E2)', () => {
    const board = seededBoard(10)
    addSteps(board, 5)
    const seen = derive(board.model()).layers.map(({ w }) => w)
    setWeight(board, layerId(board, 2), 9)
    expect(startWeights(board)).toEqual([seen[0], 9, seen[2]])
    expect(board.model().run.steps).toBe(0)
  })

  it('opens the run at the step that the participant looks at (E2)', () => {
    const board = seededBoard(10)
    addSteps(board, 5)
    const seen = derive(board.model(), { step: 2 }).layers.map(({ w }) => w)
    setX(board, 3, 2)
    expect(startWeights(board)).toEqual(seen)
    addSteps(board, 1)
    setX(board, 4, 0)
    expect(startWeights(board)).toEqual(seen)
  })

  it('starts from the last finite step after a divergence (E6)', () => {
    const board = seededBoard(10)
    setAllActivations(board, 'identity')
    setEta(board, 1e200)
    addSteps(board, 8)
    const { divergedAt } = derive(board.model())
    if (divergedAt === null) throw new Error('This run was meant to diverge.')
    const finite = derive(board.model(), { step: divergedAt - 1 }).layers.map(({ w }) => w)
    expect(setEta(board, 0.1)).toBe(true)
    expect(startWeights(board)).toEqual(finite)
    expect(board.model().problems).toEqual([])
  })
})

describe('two people who edit at the same moment', () => {
  it('keep both edits when they edit at the same step of a run (E3)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    addSteps(ada, 4)
    sync(ada, ben)
    const seen = derive(ada.model()).layers.map(({ w }) => w)
    setWeight(ada, layerId(ada, 1), 5)
    setEta(ben, 0.7)
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(startWeights(ben)).toEqual([5, seen[1], seen[2]])
    expect(ben.model().eta).toBe(0.7)
  })

  it('end on one of the two runs when they edit at different steps, and the other stays in the document (R7)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    addSteps(ada, 4)
    sync(ada, ben)
    setWeight(ada, layerId(ada, 1), 5, 2)
    setWeight(ben, layerId(ben, 1), 6, 4)
    const opened = [ada.model().run.id, ben.model().run.id]
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(opened).toContain(ada.model().run.id)
    expect([5, 6]).toContain(startWeights(ada)[0])
    const runs = modelOf(ada.doc).get('runs')
    for (const id of opened) expect(runs).toSatisfy((map: Map<string, unknown>) => map.has(id))
  })

  it('keep both when one edits a run without steps and the other steps in it (R9)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    setWeight(ada, layerId(ada, 1), 5)
    addSteps(ben, 3)
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(startWeights(ada)[0]).toBe(5)
    expect(ada.model().run.steps).toBe(3)
  })

  it('do not meet what was left under a run that everybody has gone back from (E4)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const adas = createUndo(ada)
    addSteps(ada, 4)
    sync(ada, ben)
    const seen = derive(ada.model()).layers.map(({ w }) => w)
    setWeight(ada, layerId(ada, 1), 5)
    sync(ada, ben)
    setWeight(ben, layerId(ben, 2), 6)
    adas.undo()
    sync(ada, ben)
    expect(ben.model().run.steps).toBe(4)
    setWeight(ada, layerId(ada, 3), 7)
    setEta(ben, 0.7)
    sync(ada, ben)
    expect(startWeights(ben)).toEqual([seen[0], seen[1], 7])
    expect(ada.model()).toEqual(ben.model())
  })

  it('open runs whose ids other programs can compute (E3)', () => {
    expect(runIdAfter('1-2c', 4, 0)).toBe('d1841ae18d391374')
    expect(runIdAfter('lost', 0, 1)).toBe('733f64440e5aa200')
  })

  it('do not take over a run with another start, or with parameters of its own (E4)', () => {
    const board = seededBoard(10)
    const undo = createUndo(board)
    const { id: root } = board.model().run
    setEta(board, 0.2)
    addSteps(board, 4)
    setX(board, 3)
    expect(board.model().run.id).toBe(runIdAfter(root, 4, 0))
    while (undo.canUndo()) undo.undo()

    addSteps(board, 4)
    const seen = derive(board.model()).layers.map(({ w }) => w)
    const params = nestedMap(modelOf(board.doc), 'params')
    params?.set(`${runIdAfter(root, 4, 1)}/${layerId(board, 1)}/w`, 99)
    setX(board, 3)
    expect(board.model().run.id).toBe(runIdAfter(root, 4, 2))
    expect(startWeights(board)).toEqual(seen)
  })
})
