import { describe, expect, it } from 'vitest'
import { activate, activateInto, slope } from './activations'
import { ACTIVATIONS } from './types'

describe('an activation', () => {
  it('is what its name says', () => {
    expect(activate('tanh', 1)).toBe(0.7615941559557649)
    expect(activate('sigmoid', 0)).toBe(0.5)
    expect(activate('relu', -2)).toBe(0)
    expect(activate('relu', 2)).toBe(2)
    expect(activate('leaky-relu', -2)).toBe(-0.02)
    expect(activate('identity', -2)).toBe(-2)
    expect(activate('softplus', 0)).toBe(Math.LN2)
    expect(activate('elu', -1)).toBe(-0.6321205588285577)
    expect(activate('elu', 3)).toBe(3)
    expect(activate('silu', 1)).toBe(0.7310585786300049)
  })

  it('passes NaN on, and so does its slope', () => {
    for (const activation of ACTIVATIONS) {
      expect(activate(activation, Number.NaN), activation).toBeNaN()
      expect(slope(activation, Number.NaN), activation).toBeNaN()
    }
  })

  it('and its slope have their limits at the infinities', () => {
    const limits = ACTIVATIONS.map(name => [
      name,
      ...[-Infinity, Infinity].flatMap(z => [activate(name, z), slope(name, z)]),
    ])
    expect(limits).toEqual([
      ['tanh', -1, 0, 1, 0],
      ['sigmoid', 0, 0, 1, 0],
      ['relu', 0, 0, Infinity, 1],
      ['leaky-relu', -Infinity, 0.01, Infinity, 1],
      ['identity', -Infinity, 1, Infinity, 1],
      ['softplus', 0, 0, Infinity, 1],
      ['elu', -1, 0, Infinity, 1],
      ['silu', -0, 0, Infinity, 1],
    ])
  })
})

describe('a slope', () => {
  it('agrees with central differences', () => {
    const h = 1e-5
    for (const activation of ACTIVATIONS) {
      for (const z of [-3.1, -1.3, -0.2, 0.4, 1.7, 5.5]) {
        const difference = (activate(activation, z + h) - activate(activation, z - h)) / (2 * h)
        expect(Math.abs(slope(activation, z) - difference), `${activation}′(${z})`).toBeLessThan(1e-9)
      }
    }
  })

  it('at a kink is the one of the left side', () => {
    expect(slope('relu', 0)).toBe(0)
    expect(slope('leaky-relu', 0)).toBe(0.01)
    expect(slope('elu', 0)).toBe(1)
  })

  it('of a saturated unit is small and not zero, though 1 − f² is zero', () => {
    expect(1 - activate('tanh', 20) ** 2).toBe(0)
    expect(slope('tanh', 20) / (4 * Math.exp(-40))).toBeCloseTo(1, 12)
    expect(slope('tanh', -20)).toBe(slope('tanh', 20))
    expect(slope('sigmoid', 50) / Math.exp(-50)).toBeCloseTo(1, 12)
  })
})

it('an activation computed together with its slope has the bits of each alone', () => {
  const f = new Float64Array(1)
  const slopes = new Float64Array(1)
  const sizes = [
    0,
    1e-300,
    1e-9,
    0.0039,
    0.00390625,
    0.3,
    1,
    7.7,
    19.9,
    20,
    20.1,
    39.9,
    40.1,
    300,
    619.9,
    621,
    745,
    800,
    Infinity,
  ]
  for (const activation of ACTIVATIONS) {
    for (const z of [...sizes.flatMap(size => [size, -size]), Number.NaN]) {
      activateInto(f, slopes, 0, activation, Float64Array.of(z))
      expect([f[0], slopes[0]], `${activation} at ${z}`).toEqual([
        activate(activation, z),
        slope(activation, z),
      ])
    }
  }
})
