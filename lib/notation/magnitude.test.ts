import { describe, expect, it } from 'vitest'
import { magnitude } from './magnitude'

describe('a magnitude bar', () => {
  it('grows by a ninth with every power of ten between 1e−6 and 1e3', () => {
    expect(magnitude(1e-6)).toBeCloseTo(0, 12)
    expect(magnitude(1e-3)).toBeCloseTo(3 / 9, 12)
    expect(magnitude(1)).toBeCloseTo(6 / 9, 12)
    expect(magnitude(1e3)).toBeCloseTo(1, 12)
  })

  it('does not depend on the sign', () => {
    expect(magnitude(-0.37)).toBe(magnitude(0.37))
  })

  it('is empty for zero and for what is too small, full for what is too large or not finite', () => {
    expect([0, -0, 1e-7, 5e-324].map(magnitude)).toEqual([0, 0, 0, 0])
    expect([1e4, 1e308, Infinity, -Infinity, NaN].map(magnitude)).toEqual([1, 1, 1, 1, 1])
  })
})
