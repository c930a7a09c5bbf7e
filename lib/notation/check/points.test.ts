import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, LOSSES, slope } from '@/lib/engine'
import { shapeOf, uniformShape } from '../evaluation/shape'
import { pointsFor } from './points'

const apart = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))

describe('the chains at which lines are tried', () => {
  it.each(ACTIVATIONS)('have the shape that is asked for, with %s', activation => {
    for (const loss of LOSSES) {
      for (const depth of [1, 3, 64]) {
        const shape = uniformShape(depth, activation, loss, depth === 3)
        const points = pointsFor(shape)
        expect(points.length).toBeGreaterThanOrEqual(5)
        for (const { chain } of points) expect(shapeOf(chain)).toEqual(shape)
      }
    }
  })

  it('lie away from 0, in numbers of two decimals, and are always the same', () => {
    const points = pointsFor(uniformShape(6, 'tanh', 'squared'))
    for (const { chain } of points) {
      for (const value of [chain.x, ...chain.layers.map(({ w }) => w)]) {
        expect(Math.abs(value)).toBeGreaterThanOrEqual(0.5)
        expect(Math.abs(value)).toBeLessThanOrEqual(1.5)
        expect(Number(value.toFixed(2))).toBe(value)
      }
      expect(Math.abs(chain.y)).toBeGreaterThanOrEqual(0.3)
      expect(Math.abs(chain.y)).toBeLessThanOrEqual(0.9)
    }
    expect(points[0]?.chain.layers.map(({ w }) => w)).toEqual(FIRST_WEIGHTS)
  })

  it.each([3, 12, 64])(
    'tell each slope from what it is mistaken for by more than a thousandth, at %i layers',
    depth => {
      for (const { chain, passes } of pointsFor(uniformShape(depth, 'tanh', 'squared'))) {
        for (const [i, { w }] of chain.layers.entries()) {
          const [z = 0, f = 0] = [passes.z[i], passes.f[i]]
          for (const mistaken of [1, f, 1 - z * z, 1 - f, f * (1 - f), slope('tanh', f)]) {
            expect(apart(mistaken, slope('tanh', z))).toBeGreaterThan(1e-3)
          }
          expect(apart(w, chain.layers[i - 1]?.w ?? 0)).toBeGreaterThan(1e-3)
        }
      }
    },
  )

  it('show each ReLU off somewhere, with all behind it on', () => {
    const points = pointsFor(uniformShape(3, 'relu', 'squared', true))
    const off = points.map(({ passes }) => [...passes.z].map(z => (z > 0 ? 1 : 0)).join(''))
    expect(off).toEqual(expect.arrayContaining(['111', '011', '101', '110']))
  })
})

// Written down once; a change of it changes counter-examples that people have seen.
const FIRST_WEIGHTS: readonly number[] = [-1.12, -1.44, -0.58, -1.45, -1.28, 0.76]
