import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrowCurve,
  arrowHead,
  bendTowards,
  clippedCurve,
  curveBox,
  curvePart,
  flattenedCurve,
  onCurve,
} from './arrow'
import { containsPoint, expanded } from './box'
import { angle, boxRegion, ellipseRegion, length, point } from './geometry.testing'
import { boxAround } from './place'
import { between, distance } from './point'
import { squaredDistanceToSegment } from './segment'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const bend = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const arrow = fc.record({ x: length, y: length, end: point, bend })

describe('an arrow', () => {
  it('goes from its start to its end, and its middle lies beside the straight way by its bend', () => {
    fc.assert(
      fc.property(arrow, each => {
        const curve = arrowCurve(each)
        expect(onCurve(curve, 0)).toEqual({ x: each.x, y: each.y })
        expect(distance(onCurve(curve, 1), { x: each.x + each.end.x, y: each.y + each.end.y })).toBe(0)
        const beside = distance(onCurve(curve, 0.5), between(curve.start, curve.end, 0.5))
        expect(beside).toBeCloseTo(Math.abs(each.bend) * Math.hypot(each.end.x, each.end.y), 5)
      }),
    )
  })

  it('that goes right and has a positive bend goes up, to the left of who walks along it', () => {
    const curve = arrowCurve({ x: 0, y: 0, end: { x: 100, y: 0 }, bend: 0.2 })
    expect(onCurve(curve, 0.5)).toEqual({ x: 50, y: -20 })
  })

  it('is bent by the hand that draws its middle, and straight when that is near enough', () => {
    fc.assert(
      fc.property(arrow, each => {
        fc.pre(Math.hypot(each.end.x, each.end.y) > 1)
        expect(bendTowards(each, onCurve(arrowCurve(each), 0.5))).toBeCloseTo(each.bend, 5)
      }),
    )
    expect(bendTowards({ x: 0, y: 0, end: { x: 100, y: 0 } }, { x: 50, y: 4 }, 5)).toBe(0)
    expect(bendTowards({ x: 0, y: 0, end: { x: 0, y: 0 } }, { x: 50, y: 4 })).toBe(0)
  })

  it('lies in its box, which it touches on all sides', () => {
    fc.assert(
      fc.property(arrow, share, (each, at) => {
        const curve = arrowCurve(each)
        const around = curveBox(curve)
        expect(containsPoint(expanded(around, 1e-6), onCurve(curve, at))).toBe(true)
        const xs = Array.from({ length: 401 }, (_, i) => onCurve(curve, i / 400).x)
        const wide = 1 + around.maxX - around.minX
        expect(Math.min(...xs) - around.minX).toBeLessThan(0.001 * wide)
        expect(around.maxX - Math.max(...xs)).toBeLessThan(0.001 * wide)
      }),
    )
  })

  it('is nowhere further than a tenth of a px from its straight pieces', () => {
    const short = fc.record({ x: length, y: length, end: fc.record({ x: length, y: length }), bend })
    fc.assert(
      fc.property(short, share, (each, at) => {
        const curve = arrowCurve(each)
        const pieces = flattenedCurve(curve)
        const { x, y } = onCurve(curve, at)
        let least = Infinity
        for (let i = 0; i + 3 < pieces.length; i += 2) {
          const off = squaredDistanceToSegment(x, y, pieces[i], pieces[i + 1], pieces[i + 2], pieces[i + 3])
          least = Math.min(least, off)
        }
        expect(Math.sqrt(least)).toBeLessThan(0.101)
      }),
    )
  })

  it('has parts that lie on it', () => {
    fc.assert(
      fc.property(arrow, share, share, share, (each, a, b, at) => {
        const curve = arrowCurve(each)
        const part = curvePart(curve, a, b)
        expect(distance(onCurve(part, at), onCurve(curve, a + (b - a) * at))).toBeLessThan(1e-5)
      }),
    )
  })

  it('has a head at its tip whose barbs are as long as each other and point back', () => {
    const curve = arrowCurve({ x: 0, y: 0, end: { x: 100, y: 0 }, bend: 0 })
    const [one, tip, other] = arrowHead(curve, 'end', 3)
    expect(tip).toEqual({ x: 100, y: 0 })
    expect(distance(one, tip)).toBeCloseTo(16, 9)
    expect(one.x).toBeCloseTo(other.x, 9)
    expect(one.y).toBeCloseTo(-other.y, 9)
    expect(one.x).toBeLessThan(100)
    expect(arrowHead(curve, 'start', 3)[0].x).toBeGreaterThan(0)
  })
})

describe('an arrow between two things', () => {
  const [left, right] = [boxAround({ x: 0, y: 0 }, 80, 40), boxAround({ x: 300, y: 0 }, 80, 40)]
  const curve = arrowCurve({ x: 0, y: 0, end: { x: 300, y: 0 }, bend: 0 })

  it('begins and ends at their borders, a gap away', () => {
    const clipped = clippedCurve(curve, boxRegion(left, 0, 4), boxRegion(right, 0, 4))
    expect(clipped.start.x).toBeCloseTo(44, 3)
    expect(clipped.end.x).toBeCloseTo(256, 3)
    expect(clippedCurve(curve, ellipseRegion(left), null).start.x).toBeCloseTo(40, 3)
    expect(clippedCurve(curve, boxRegion(left, Math.PI / 2), null).start.x).toBeCloseTo(20, 3)
  })

  it('goes as it is kept where it would lie inside of them as a whole, or begins outside', () => {
    expect(clippedCurve(curve, boxRegion(boxAround({ x: 0, y: 0 }, 2000, 2000)), null)).toEqual(curve)
    expect(clippedCurve(curve, boxRegion(boxAround({ x: 900, y: 0 }, 20, 20)), null)).toEqual(curve)
  })

  it('has no place inside of either', () => {
    fc.assert(
      fc.property(bend, angle, share, (bent, rotation, at) => {
        const full = arrowCurve({ x: 0, y: 0, end: { x: 300, y: 50 }, bend: bent / 3 })
        const [from, to] = [boxRegion(left, rotation), ellipseRegion(boxAround(full.end, 90, 50), rotation)]
        const clipped = clippedCurve(full, from, to)
        const place = onCurve(clipped, 0.001 + 0.998 * at)
        expect(from(place) || to(place)).toBe(false)
      }),
    )
  })
})
