import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boxAroundTurned,
  boxAt,
  boxBetween,
  boxOfCoordinates,
  containsBox,
  containsPoint,
  cornersOf,
  expanded,
  intersects,
  middleOf,
  unionOf,
} from './box'
import { angle, box, coordinates, point } from './geometry.testing'
import { turned } from './point'

describe('a box', () => {
  it('around others holds each of them, and shrinks to nothing without any', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1 }), boxes => {
        const union = unionOf(boxes)
        expect(boxes.every(each => union !== null && containsBox(union, each))).toBe(true)
      }),
    )
    expect(unionOf([])).toBeNull()
  })

  it('shares a place with another exactly when their overlap is not empty', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const overlap =
          Math.max(a.minX, b.minX) <= Math.min(a.maxX, b.maxX) &&
          Math.max(a.minY, b.minY) <= Math.min(a.maxY, b.maxY)
        expect(intersects(a, b)).toBe(overlap)
        expect(intersects(b, a)).toBe(overlap)
      }),
    )
    expect(intersects(boxAt({ x: 0, y: 0 }, 1, 1), boxAt({ x: 1, y: 1 }, 1, 1))).toBe(true)
  })

  it('holds its corners and its middle, and does so between any two of its places', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const between = boxBetween(a, b)
        expect([a, b, middleOf(between), ...cornersOf(between)].every(p => containsPoint(between, p))).toBe(
          true,
        )
      }),
    )
  })

  it('around places touches them on all four sides', () => {
    fc.assert(
      fc.property(coordinates(), places => {
        const around = boxOfCoordinates(places)
        const xs = places.filter((_, i) => i % 2 === 0)
        expect(around?.minX).toBe(Math.min(...xs))
        expect(around?.maxX).toBe(Math.max(...xs))
      }),
    )
    expect(boxOfCoordinates([])).toBeNull()
  })

  it('around a turned box holds the turned corners', () => {
    fc.assert(
      fc.property(box, angle, (each, by) => {
        const around = expanded(boxAroundTurned(each, by), 1e-6)
        const corners = cornersOf(each).map(corner => turned(corner, middleOf(each), by))
        expect(corners.every(corner => containsPoint(around, corner))).toBe(true)
      }),
    )
  })

  it('never turns inside out when it is made smaller', () => {
    expect(expanded(boxAt({ x: 0, y: 0 }, 4, 10), -3)).toEqual({ minX: 2, minY: 3, maxX: 2, maxY: 7 })
  })
})
