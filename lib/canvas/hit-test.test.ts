import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrowCurve, onCurve } from './arrow'
import { boxAt, middleOf } from './box'
import {
  arrowSilhouette,
  ellipseSilhouette,
  frameSilhouette,
  inkSilhouette,
  rectangleSilhouette,
} from './contour'
import { leftStrokes } from './cuts'
import { angle, box, coordinates, point } from './geometry.testing'
import { isHit, isSwept } from './hit-test'
import { between, turned } from './point'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const plate = boxAt({ x: 0, y: 0 }, 100, 60)

describe('a pointer', () => {
  it('meets a filled rectangle anywhere inside it, however it is turned', () => {
    fc.assert(
      fc.property(box, angle, share, share, (each, rotation, right, down) => {
        const inside = {
          x: each.minX + (each.maxX - each.minX) * right,
          y: each.minY + (each.maxY - each.minY) * down,
        }
        const at = turned(inside, middleOf(each), rotation)
        expect(isHit(rectangleSilhouette(each, rotation), at, 0.01)).toBe(true)
      }),
    )
  })

  it('goes through a rectangle or an ellipse that is not filled, and meets its edge', () => {
    for (const silhouette of [rectangleSilhouette(plate, 0, false), ellipseSilhouette(plate, 0, false)]) {
      expect(isHit(silhouette, { x: 50, y: 30 }, 5)).toBe(false)
      expect(isHit(silhouette, { x: 97, y: 30 }, 5)).toBe(true)
      expect(isHit(silhouette, { x: 104, y: 30 }, 5)).toBe(true)
      expect(isHit(silhouette, { x: 106, y: 30 }, 5)).toBe(false)
    }
  })

  it('meets the line of an ellipse to a tenth of a px, and nothing in the corners around it', () => {
    fc.assert(
      fc.property(box, angle, fc.double({ min: 0, max: 7, noNaN: true }), (each, rotation, turn) => {
        const middle = middleOf(each)
        const onIt = {
          x: middle.x + ((each.maxX - each.minX) / 2) * Math.cos(turn),
          y: middle.y + ((each.maxY - each.minY) / 2) * Math.sin(turn),
        }
        const at = turned(onIt, middle, rotation)
        expect(isHit(ellipseSilhouette(each, rotation, false), at, 0.101)).toBe(true)
      }),
    )
    expect(isHit(ellipseSilhouette(plate), { x: 4, y: 4 }, 1)).toBe(false)
  })

  it('meets a stroke on its points, where it lies and as large as it is, its width included', () => {
    fc.assert(
      fc.property(coordinates(), point, share, (drawn, { x, y }, at) => {
        const points = drawn.map((value, i) => value - drawn[i % 2])
        const silhouette = inkSilhouette({ x, y, scale: 2 }, [{ points, pressures: null }], 1)
        const i = 2 * Math.floor((at * (points.length - 2)) / 2)
        const place = { x: x + 2 * points[i], y: y + 2 * points[i + 1] }
        expect(isHit(silhouette, place, 0)).toBe(true)
        expect(isHit(silhouette, { x: place.x + 1.9, y: place.y }, 0)).toBe(true)
      }),
    )
  })

  it('does not meet what is cut out of a stroke', () => {
    const ink = { points: Float64Array.of(0, 0, 100, 0), pressures: null }
    const silhouette = inkSilhouette({ x: 0, y: 0, scale: 1 }, leftStrokes(ink, [{ from: 4, to: 12 }]), 1)
    expect([10, 50, 90].map(x => isHit(silhouette, { x, y: 0 }, 5))).toEqual([true, false, true])
  })

  it('meets a bent arrow along its curve, not along the straight way', () => {
    const curve = arrowCurve({ x: 0, y: 0, end: { x: 200, y: 0 }, bend: 0.25 })
    const silhouette = arrowSilhouette(curve, 1)
    for (let at = 0; at <= 1; at += 0.05) expect(isHit(silhouette, onCurve(curve, at), 0)).toBe(true)
    expect(isHit(silhouette, { x: 100, y: 0 }, 5)).toBe(false)
  })

  it('meets a frame at its edge and on its title, so that what it holds is left to be taken', () => {
    const silhouette = frameSilhouette(plate, { width: 40, height: 16 })
    const meets = (x: number, y: number) => isHit(silhouette, { x, y }, 3)
    expect([meets(50, 30), meets(0, 30), meets(20, -8), meets(80, -8)]).toEqual([false, true, true, false])
  })
})

describe('a sweep of the eraser', () => {
  it('meets all that any place on its way meets, however far it goes in one move', () => {
    fc.assert(
      fc.property(coordinates(1, 20), point, point, share, (points, a, b, at) => {
        const silhouette = inkSilhouette({ x: 0, y: 0, scale: 1 }, [{ points, pressures: null }], 500)
        if (isHit(silhouette, between(a, b, at), 500)) expect(isSwept(silhouette, a, b, 500.001)).toBe(true)
      }),
    )
  })

  it('meets a thin line that it crosses between two events', () => {
    const line = inkSilhouette(
      { x: 0, y: 0, scale: 1 },
      [{ points: Float64Array.of(0, -50, 0, 50), pressures: null }],
      1,
    )
    expect(isSwept(line, { x: -4000, y: 3 }, { x: 4000, y: 4 }, 1)).toBe(true)
    expect(isSwept(line, { x: -4000, y: 60 }, { x: 4000, y: 60 }, 1)).toBe(false)
  })

  it('meets something filled that it stays inside of', () => {
    expect(isSwept(rectangleSilhouette(plate), { x: 40, y: 30 }, { x: 60, y: 30 }, 1)).toBe(true)
  })
})
