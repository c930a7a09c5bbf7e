import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { angle, point } from './geometry.testing'
import { between, distance, moved, type ScreenPoint, stepBetween, turned, type WorldPoint } from './point'

describe('a place', () => {
  it('on the screen is not taken for one in the world', () => {
    const shown: ScreenPoint = { x: 1, y: 2 }
    // @ts-expect-error: the compiler holds the two apart.
    const world: WorldPoint = shown
    expect(world).toBe(shown)
  })

  it('is reached by the step to it', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(moved(a, stepBetween(a, b))).toEqual(b)
      }),
    )
  })

  it('keeps its distance from the pivot that it is turned about, and comes back when it is turned back', () => {
    fc.assert(
      fc.property(point, point, angle, (place, pivot, by) => {
        const there = turned(place, pivot, by)
        expect(distance(there, pivot)).toBeCloseTo(distance(place, pivot), 6)
        expect(distance(turned(there, pivot, -by), place)).toBeCloseTo(0, 6)
      }),
    )
  })

  it('turns clockwise as it is seen, with y downwards', () => {
    const there = turned({ x: 1, y: 0 }, { x: 0, y: 0 }, Math.PI / 2)
    expect(there.x).toBeCloseTo(0, 12)
    expect(there.y).toBeCloseTo(1, 12)
  })

  it('half-way lies as far from one as from the other', () => {
    const middle = between({ x: 0, y: 0 }, { x: 6, y: 8 }, 0.5)
    expect(middle).toEqual({ x: 3, y: 4 })
  })
})
