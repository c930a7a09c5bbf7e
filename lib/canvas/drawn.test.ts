import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containsPoint, expanded, heightOf, middleOf, widthOf } from './box'
import { type DrawWish, drawnBox, drawnLine } from './drawn'
import { point } from './geometry.testing'
import { between, distance } from './point'

const FREE: DrawWish = { isRegular: false, isFromMiddle: false, grid: null }

describe('a box that is drawn', () => {
  it('has both ends of the drag as corners, whichever way it goes', () => {
    expect(drawnBox({ x: 10, y: 50 }, { x: 40, y: 20 }, FREE)).toEqual({
      minX: 10,
      minY: 20,
      maxX: 40,
      maxY: 50,
    })
  })

  it('is as wide as high with Shift, and holds what the hand went over', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const box = drawnBox(from, to, { ...FREE, isRegular: true })
        expect(widthOf(box)).toBeCloseTo(heightOf(box), 6)
        expect(containsPoint(expanded(box, 1e-6), from)).toBe(true)
        expect(containsPoint(expanded(box, 1e-6), to)).toBe(true)
      }),
    )
  })

  it('has its middle where the drag began with Alt', () => {
    fc.assert(
      fc.property(point, point, fc.boolean(), (from, to, isRegular) => {
        const middle = middleOf(drawnBox(from, to, { isRegular, isFromMiddle: true, grid: null }))
        expect(distance(middle, from)).toBeLessThan(1e-6)
      }),
    )
  })

  it('has its corners on the grid while it is on', () => {
    const box = drawnBox({ x: 11, y: 29 }, { x: 96, y: 61 }, { ...FREE, grid: 20 })
    expect(box).toEqual({ minX: 20, minY: 20, maxX: 100, maxY: 60 })
  })

  it('is never flat', () => {
    fc.assert(
      fc.property(point, point, fc.boolean(), (from, to, isFromMiddle) => {
        const box = drawnBox(from, { x: to.x, y: from.y }, { ...FREE, isFromMiddle })
        expect(heightOf(box)).toBeGreaterThanOrEqual(1)
        expect(widthOf(box)).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})

describe('a line that is drawn', () => {
  it('goes from where the drag began to where it ends', () => {
    const [start, end] = [
      { x: 3, y: 4 },
      { x: 50, y: -7 },
    ]
    expect(drawnLine(start, end, FREE)).toEqual({ start, end })
  })

  it('lies at a multiple of 15° with Shift, as long as the way of the hand', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const { start, end } = drawnLine(from, to, { ...FREE, isRegular: true })
        const steps = Math.atan2(end.y - start.y, end.x - start.x) / (Math.PI / 12)
        if (distance(from, to) > 1) expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-4)
        expect(distance(start, end)).toBeCloseTo(distance(from, to), 6)
      }),
    )
  })

  it('has its middle where the drag began with Alt', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const { start, end } = drawnLine(from, to, { ...FREE, isFromMiddle: true })
        expect(distance(between(start, end, 0.5), from)).toBeLessThan(1e-6)
      }),
    )
  })
})
