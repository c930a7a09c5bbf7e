import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, containsPoint, expanded } from './box'
import { length, point } from './geometry.testing'
import { between, distance, type WorldPoint } from './point'
import { segmentMeetsBox, squaredDistanceOfSegments, squaredDistanceToSegment } from './segment'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const near = (p: WorldPoint, a: WorldPoint, b: WorldPoint) =>
  Math.sqrt(squaredDistanceToSegment(p.x, p.y, a.x, a.y, b.x, b.y))
const nearest = (a: WorldPoint, b: WorldPoint, c: WorldPoint, d: WorldPoint) =>
  Math.sqrt(squaredDistanceOfSegments(a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y))

describe('a straight piece of line', () => {
  it('is no further away than any of its places', () => {
    fc.assert(
      fc.property(point, point, point, share, (p, a, b, at) => {
        expect(near(p, a, b)).toBeLessThanOrEqual(distance(p, between(a, b, at)) + 1e-6)
      }),
    )
    expect(near({ x: 5, y: 3 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(3)
    expect(near({ x: 13, y: 4 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(5)
    expect(near({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5)
  })

  it('is no further from another than any of their places, and at no distance where they cross', () => {
    fc.assert(
      fc.property(point, point, point, point, share, share, (a, b, c, d, s, t) => {
        expect(nearest(a, b, c, d)).toBeLessThanOrEqual(distance(between(a, b, s), between(c, d, t)) + 1e-6)
      }),
    )
    expect(nearest({ x: 0, y: -1 }, { x: 0, y: 1 }, { x: -1, y: 0 }, { x: 1, y: 0 })).toBe(0)
    expect(nearest({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 3, y: -5 }, { x: 3, y: 5 })).toBe(2)
  })

  it('meets every box that one of its places is in', () => {
    fc.assert(
      fc.property(point, point, share, length, share, (a, b, at, size, inset) => {
        const { x, y } = between(a, b, at)
        const around = boxAt({ x: x - size * inset, y: y - size * inset }, size, size)
        fc.pre(containsPoint(around, { x, y }))
        expect(segmentMeetsBox(a.x, a.y, b.x, b.y, expanded(around, 1e-6))).toBe(true)
      }),
    )
    const unit = boxAt({ x: 0, y: 0 }, 10, 10)
    expect(segmentMeetsBox(-5, 5, 15, 5, unit)).toBe(true)
    expect(segmentMeetsBox(-5, 6, 6, 17, unit)).toBe(false)
    expect(segmentMeetsBox(12, 0, 12, 10, unit)).toBe(false)
  })
})
