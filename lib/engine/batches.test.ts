import { describe, expect, it } from 'vitest'
import { Batches } from './batches'
import { RandomIntegers } from './random-integers'
import type { Schedule } from './schedule'

const SHUFFLED: Schedule = { order: 'shuffled', seed: 7, batch: 2, optimiser: 'sgd' }

const stepOf = (batches: Batches, step: number): number[] => {
  batches.choose(step)
  return [...batches.indices.subarray(batches.from, batches.to)]
}

const stepsOf = (batches: Batches, from: number, to: number): number[][] =>
  Array.from({ length: to - from }, (_, i) => stepOf(batches, from + i))

describe('the samples of a step', () => {
  it('in order are the next ones of the table, and what is left at its end', () => {
    const batches = new Batches(5, { ...SHUFFLED, order: 'in-order' })
    expect(stepsOf(batches, 0, 4)).toEqual([[0, 1], [2, 3], [4], [0, 1]])
  })

  it('shuffled are each one once an epoch, in the order of the table within a batch', () => {
    const batches = new Batches(7, { ...SHUFFLED, batch: 3 })
    for (let epoch = 0; epoch < 50; epoch++) {
      const steps = stepsOf(batches, 3 * epoch, 3 * epoch + 3)
      expect(steps.flat().toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6])
      expect(steps.map(step => step.length)).toEqual([3, 3, 1])
      for (const step of steps) expect(step).toEqual(step.toSorted())
    }
  })

  it('are a function of seed and step alone, whatever was asked before', () => {
    const batches = new Batches(9, { ...SHUFFLED, batch: 1 })
    const straight = stepsOf(batches, 0, 90)
    for (const step of [89, 3, 44, 45, 0])
      expect(stepOf(new Batches(9, { ...SHUFFLED, batch: 1 }), step)).toEqual(straight[step])
    expect(stepsOf(batches, 0, 90)).toEqual(straight)
    expect(stepsOf(new Batches(9, { ...SHUFFLED, batch: 1, seed: 8 }), 0, 90)).not.toEqual(straight)
  })

  it('are those that DIGEST.md gives, and so are the draws behind them', () => {
    const random = new RandomIntegers()
    random.restart(7, 0)
    // Below 2³² a draw is answered as it is.
    expect([random.below(2 ** 32), random.below(2 ** 32)]).toEqual([0xce3d0641, 0xe0f1c92b])
    expect(stepsOf(new Batches(8, { ...SHUFFLED, batch: 1 }), 0, 16)).toEqual(
      [...'2134057627503614'].map(digit => [Number(digit)]),
    )
  })

  it('come in all orders about equally often', () => {
    const batches = new Batches(3, { ...SHUFFLED, batch: 1 })
    const counts = new Map<string, number>()
    for (let epoch = 0; epoch < 6_000; epoch++) {
      const order = stepsOf(batches, 3 * epoch, 3 * epoch + 3).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    // 1,000 each, and a standard deviation of 29.
    for (const [order, count] of counts) expect(Math.abs(count - 1_000), order).toBeLessThan(120)
  })
})
