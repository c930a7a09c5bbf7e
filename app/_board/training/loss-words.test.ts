import { describe, expect, it } from 'vitest'
import { curveWords, extent, needsLogScale, noCurveWords } from './loss-words'

describe('the scale of the loss curve', () => {
  it('is logarithmic when positive losses span more than two decades', () => {
    expect(needsLogScale([1, 0.1, 0.009])).toBe(true)
  })

  it('is linear within two decades, and when a loss is zero or negative', () => {
    expect(needsLogScale([1, 0.1, 0.01])).toBe(false)
    expect(needsLogScale([1, 1e-6, 0])).toBe(false)
    expect(needsLogScale([1, -0.5])).toBe(false)
  })

  it('leaves out losses that are not finite', () => {
    expect(extent([0.5, Number.NaN, 2, Number.POSITIVE_INFINITY])).toEqual({ min: 0.5, max: 2 })
    expect(needsLogScale([Number.NaN])).toBe(false)
  })
})

describe('a loss curve without a line', () => {
  it('says that there are too few finite losses for one', () => {
    const steps = [0, 1, 2]
    expect(noCurveWords({ steps, losses: [16, Number.POSITIVE_INFINITY, Number.NaN] })).toBe(
      'Only step 0 of this run has a finite loss.',
    )
    expect(noCurveWords({ steps, losses: [Number.NaN, Number.NaN, Number.NaN] })).toBe(
      'No step of this run has a finite loss.',
    )
    expect(noCurveWords({ steps, losses: [16, 20, Number.NaN] })).toBeNull()
  })
})

describe('the loss curve in words', () => {
  const curve = { steps: [0, 70, 1400], losses: [0.53, 0.1, 0.0021] }

  it('says where the loss comes from and where it went', () => {
    expect(curveWords(curve, false)).toBe('Loss from 0.53 at step 0 to 0.0021 at step 1,400')
  })

  it('says that it is a mean when there are several samples', () => {
    expect(curveWords(curve, true)).toBe('Mean loss from 0.53 at step 0 to 0.0021 at step 1,400')
  })
})
