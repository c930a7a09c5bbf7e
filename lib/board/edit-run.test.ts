import { describe, expect, it } from 'vitest'
import { derive } from './derive'
import { setWeight } from './edit-parameters'
import { addSteps, restart } from './edit-run'
import { MAX_STEPS } from './limits'
import { layerId, seededBoard, startWeights, sync } from './replicas.testing'

describe('the steps of a run', () => {
  it('add up when two people press Step at once (R9)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    addSteps(ada, 1)
    addSteps(ada, 10)
    addSteps(ben, 100)
    sync(ada, ben)
    expect(ada.model().run.steps).toBe(111)
    expect(ben.model()).toEqual(ada.model())
    expect(derive(ben.model()).layers).toEqual(derive(ada.model()).layers)
  })

  it('end at 1,000,000 (R9)', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    addSteps(ada, MAX_STEPS - 1)
    addSteps(ben, MAX_STEPS - 1)
    sync(ada, ben)
    expect(ada.model().run.steps).toBe(MAX_STEPS)
    expect(addSteps(ada, 1)).toBe(false)
  })

  it('are whole and more than none (E8)', () => {
    const board = seededBoard(10)
    for (const n of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(addSteps(board, n)).toBe(false)
    expect(board.model().run.steps).toBe(0)
  })

  it('stay with the run they were taken in when somebody edits at the step before', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    addSteps(ada, 2)
    sync(ada, ben)
    setWeight(ada, layerId(ada, 1), 5)
    addSteps(ben, 3)
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(ada.model().run.steps).toBe(0)
    expect(startWeights(ada)[0]).toBe(5)
  })
})

describe('going back to the start weights', () => {
  it('opens a run at step 0 and leaves the old one as it is (E7)', () => {
    const board = seededBoard(10)
    setWeight(board, layerId(board, 1), 2)
    addSteps(board, 5)
    const old = board.model().run
    expect(restart(board)).toBe(true)
    expect(startWeights(board)).toEqual([2, -0.5, 1.2])
    expect(board.model().run.steps).toBe(0)
    expect(board.model().run.id).not.toBe(old.id)
  })

  it('is nothing when there are no steps, and works again and again', () => {
    const board = seededBoard(10)
    const before = board.model()
    expect(restart(board)).toBe(true)
    expect(board.model()).toBe(before)
    for (let round = 0; round < 3; round++) {
      addSteps(board, 5)
      restart(board)
      expect(startWeights(board)).toEqual([0.8, -0.5, 1.2])
      expect(board.model().run.steps).toBe(0)
    }
  })
})
