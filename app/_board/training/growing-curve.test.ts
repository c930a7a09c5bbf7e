import { describe, expect, it } from 'vitest'
import { type Run, startRun } from '@/lib/engine'
import { type GrowingCurve, growCurve, MOST_POINTS } from './growing-curve'

/** A run that counts the losses it is asked for. */
function countingRun(eta = 0.1): Run & { asked: number } {
  const run = startRun({
    layers: [{ w: 0.8, activation: 'tanh' }],
    loss: 'squared',
    samples: [{ x: 1, y: 0.5 }],
    eta,
  })
  const counting = {
    ...run,
    asked: 0,
    lossAt(step: number) {
      counting.asked++
      return run.lossAt(step)
    },
  }
  return counting
}

describe('the growing loss curve', () => {
  it('has every step of a short run', () => {
    const { steps, losses } = growCurve(null, countingRun(), 3)
    expect(steps).toEqual([0, 1, 2, 3])
    expect(losses).toHaveLength(4)
  })

  it.each([0, 1, 238, 239, 240, 5_000, 100_000])('has both ends and few enough points at %i steps', upTo => {
    const { steps } = growCurve(null, countingRun(), upTo)
    expect(steps[0]).toBe(0)
    expect(steps.at(-1)).toBe(upTo)
    expect(steps.length).toBeLessThanOrEqual(MOST_POINTS)
    expect(new Set(steps).size).toBe(steps.length)
  })

  it('is the same curve whether it grew or was computed at once', () => {
    const run = countingRun()
    let grown: GrowingCurve | null = null
    for (const upTo of [1, 7, 200, 333, 1_000, 640, 4_001]) {
      grown = growCurve(grown, run, upTo)
      expect(grown).toEqual(growCurve(null, run, upTo))
    }
  })

  it('asks only for the points that are new', () => {
    const run = countingRun()
    const known = growCurve(null, run, 10_000)
    run.asked = 0
    growCurve(known, run, 10_100)
    expect(run.asked).toBeLessThanOrEqual(3)
  })

  it('forgets the points of another run', () => {
    const other = growCurve(null, countingRun(0.5), 50)
    const run = countingRun(0.1)
    expect(growCurve(other, run, 50)).toEqual(growCurve(null, run, 50))
  })

  it('ends at a divergence', () => {
    const run = startRun({
      layers: [
        { w: 1, activation: 'identity' },
        { w: 3, activation: 'identity' },
      ],
      loss: 'squared',
      samples: [{ x: 1, y: 0 }],
      eta: 1,
    })
    expect(growCurve(null, run, 500).steps.at(-1)).toBe(run.divergesBy(500))
  })
})
