import { describe, expect, it } from 'vitest'
import { derive } from './derive'
import { addSteps } from './edit-run'
import { addSample, removeSample, replaceSamples, setSample } from './edit-samples'
import { MAX_SAMPLES } from './limits'
import { seededBoard, startWeights, sync } from './replicas.testing'

const values = (board: ReturnType<typeof seededBoard>): number[][] =>
  board.model().samples.map(({ x, y }) => [x, y])

describe('editing the samples', () => {
  it('keeps the model’s (x, y) as the first row when the table begins', () => {
    const board = seededBoard(10)
    expect(values(board)).toEqual([])
    const id = addSample(board, { x: 3, y: 4 })
    expect(values(board)).toEqual([
      [1, 0.5],
      [3, 4],
    ])
    expect(board.model().samples[1]?.id).toBe(id)
    addSample(board, { x: 5, y: 6 })
    expect(values(board).at(-1)).toEqual([5, 6])
  })

  it('sets and removes rows, down to none', () => {
    const board = seededBoard(10)
    const id = addSample(board, { x: 3, y: 4 }) ?? ''
    setSample(board, id, 'x', -1)
    setSample(board, id, 'y', -2)
    expect(values(board)[1]).toEqual([-1, -2])
    removeSample(board, id)
    removeSample(board, board.model().samples[0]?.id ?? '')
    expect(values(board)).toEqual([])
    expect(derive(board.model()).sample.id).toBeNull()
  })

  it('replaces all rows, in order', () => {
    const board = seededBoard(10)
    addSample(board, { x: 3, y: 4 })
    const rows = Array.from({ length: MAX_SAMPLES }, (_, i) => ({ x: i, y: -i }))
    expect(replaceSamples(board, rows)).toBe(true)
    expect(values(board)).toEqual(rows.map(({ x, y }) => [x, y]))
    expect(addSample(board, { x: 1, y: 1 })).toBeNull()
    expect(replaceSamples(board, [])).toBe(true)
    expect(values(board)).toEqual([])
  })

  it('refuses too many rows, numbers that are not finite, and removed rows (E8)', () => {
    const board = seededBoard(10)
    const id = addSample(board, { x: 3, y: 4 }) ?? ''
    const before = board.model()
    expect(replaceSamples(board, Array(MAX_SAMPLES + 1).fill({ x: 0, y: 0 }))).toBe(false)
    expect(replaceSamples(board, [{ x: Number.NaN, y: 0 }])).toBe(false)
    expect(addSample(board, { x: 0, y: Number.POSITIVE_INFINITY })).toBeNull()
    expect(setSample(board, id, 'x', Number.NaN)).toBe(false)
    expect(setSample(board, 'removed', 'x', 1)).toBe(false)
    expect(removeSample(board, 'removed')).toBe(false)
    expect(board.model()).toBe(before)
  })

  it('opens a run first when there are steps (E2)', () => {
    const board = seededBoard(10)
    addSteps(board, 3)
    const seen = derive(board.model()).layers.map(({ w }) => w)
    addSample(board, { x: 3, y: 4 })
    expect(startWeights(board)).toEqual(seen)
    expect(board.model().run.steps).toBe(0)
  })

  it('keeps the rows of both when two people paste at once', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    replaceSamples(ada, [{ x: 1, y: 1 }])
    replaceSamples(ben, [{ x: 2, y: 2 }])
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(values(ada)).toHaveLength(2)
  })
})
