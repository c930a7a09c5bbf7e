import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, heightOf, middleOf, widthOf } from './box'
import { angle, box, point } from './geometry.testing'
import { distance, turned } from './point'
import { angleBetween, normalAngle, snappedTurn, turnedBox } from './rotate'

describe('rotating', () => {
  it('turns by the angle that the hand goes round the middle', () => {
    fc.assert(
      fc.property(point, point, angle, (pivot, from, by) => {
        fc.pre(distance(pivot, from) > 1)
        expect(normalAngle(angleBetween(pivot, from, turned(from, pivot, by)) - by)).toBeCloseTo(0, 6)
      }),
    )
  })

  it('ends at a multiple of 15° with Shift, wherever it began', () => {
    fc.assert(
      fc.property(angle, angle, (rotation, by) => {
        const steps = (rotation + snappedTurn(rotation, by)) / (Math.PI / 12)
        expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6)
      }),
    )
    expect(snappedTurn(0, 0.27)).toBeCloseTo(Math.PI / 12, 12)
  })

  it('keeps a rotation within half a turn either way, and nothing for next to nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), wild => {
        const kept = normalAngle(wild)
        expect(kept > -Math.PI && kept <= Math.PI).toBe(true)
        expect(Math.cos(kept)).toBeCloseTo(Math.cos(wild), 8)
        expect(Math.sin(kept)).toBeCloseTo(Math.sin(wild), 8)
      }),
    )
    expect([normalAngle(4 * Math.PI), normalAngle(-Math.PI)]).toEqual([0, Math.PI])
  })

  it('of several takes each round the common middle, as large as it was, and back', () => {
    fc.assert(
      fc.property(box, angle, point, angle, (each, rotation, pivot, by) => {
        const there = turnedBox({ box: each, rotation }, pivot, by)
        expect(distance(middleOf(there.box), turned(middleOf(each), pivot, by))).toBeLessThan(1e-6)
        expect(widthOf(there.box)).toBeCloseTo(widthOf(each), 6)
        expect(heightOf(there.box)).toBeCloseTo(heightOf(each), 6)
        expect(distance(middleOf(turnedBox(there, pivot, -by).box), middleOf(each))).toBeLessThan(1e-5)
      }),
    )
    const square = { box: boxAt({ x: 0, y: 0 }, 2, 2), rotation: 0 }
    expect(turnedBox(square, { x: 1, y: 1 }, 1)).toEqual({ box: square.box, rotation: 1 })
  })
})
