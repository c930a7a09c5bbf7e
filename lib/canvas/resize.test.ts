import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, heightOf, middleOf, topLeftOf, widthOf } from './box'
import { angle, box, length, point } from './geometry.testing'
import { handlePlace, RESIZE_HANDLES, type ResizeHandle, sidesOf } from './handles'
import { distance, turned } from './point'
import { resized, resizeScaling, scaledBox, scaledPoint } from './resize'

const free = { keepsRatio: false, fromMiddle: false, least: 1 }
const handle = fc.constantFrom(...RESIZE_HANDLES)
const OPPOSITE: Record<ResizeHandle, ResizeHandle> = {
  nw: 'se',
  n: 's',
  ne: 'sw',
  e: 'w',
  se: 'nw',
  s: 'n',
  sw: 'ne',
  w: 'e',
}
const plate = { box: boxAt({ x: 0, y: 0 }, 100, 50), rotation: 0 }

describe('resizing', () => {
  it('by a corner brings that corner under the hand', () => {
    expect(resized(plate, 'se', { x: 20, y: 30 }, free).box).toEqual(boxAt({ x: 0, y: 0 }, 120, 80))
    expect(resized(plate, 'nw', { x: 20, y: 30 }, free).box).toEqual({
      minX: 20,
      minY: 30,
      maxX: 100,
      maxY: 50,
    })
  })

  it('by an edge changes nothing across', () => {
    expect(resized(plate, 'e', { x: 20, y: 30 }, free).box).toEqual(boxAt({ x: 0, y: 0 }, 120, 50))
    expect(resized(plate, 'n', { x: 20, y: -30 }, free).box).toEqual({
      minX: 0,
      minY: -30,
      maxX: 100,
      maxY: 50,
    })
  })

  it('leaves the opposite handle where it is in the world, however the box is turned', () => {
    fc.assert(
      fc.property(
        box,
        angle,
        handle,
        length,
        length,
        fc.boolean(),
        (start, rotation, by, x, y, keepsRatio) => {
          const before = { box: start, rotation }
          const sides = sidesOf(by)
          const outwards = turned({ x: sides.x * x, y: sides.y * y }, { x: 0, y: 0 }, rotation)
          const after = resized(before, by, outwards, { ...free, keepsRatio })
          const fixed = OPPOSITE[by]
          expect(distance(handlePlace(after, fixed, 1), handlePlace(before, fixed, 1))).toBeLessThan(1e-5)
          expect(after.rotation).toBe(rotation)
        },
      ),
    )
  })

  it('keeps the ratio with Shift, by corners and by edges', () => {
    fc.assert(
      fc.property(box, angle, handle, point, (start, rotation, by, step) => {
        const { box: after } = resized({ box: start, rotation }, by, step, { ...free, keepsRatio: true })
        expect(widthOf(after) * heightOf(start)).toBeCloseTo(heightOf(after) * widthOf(start), 1)
      }),
    )
    const kept = resized(plate, 'e', { x: 100, y: 0 }, { ...free, keepsRatio: true }).box
    expect([widthOf(kept), heightOf(kept), middleOf(kept).y]).toEqual([200, 100, 25])
  })

  it('goes out from the middle with Alt, which stays', () => {
    fc.assert(
      fc.property(box, angle, handle, point, (start, rotation, by, step) => {
        const { box: after } = resized({ box: start, rotation }, by, step, { ...free, fromMiddle: true })
        expect(distance(middleOf(after), middleOf(start))).toBeLessThan(1e-6)
      }),
    )
    const grown = resized(plate, 'se', { x: 10, y: 5 }, { ...free, fromMiddle: true }).box
    expect(grown).toEqual({ minX: -10, minY: -5, maxX: 110, maxY: 55 })
  })

  it('past the other side opens the box there, and never turns it inside out', () => {
    expect(resized(plate, 'e', { x: -160, y: 0 }, free).box).toEqual({
      minX: -60,
      minY: 0,
      maxX: 0,
      maxY: 50,
    })
    fc.assert(
      fc.property(
        box,
        angle,
        handle,
        point,
        fc.boolean(),
        fc.boolean(),
        (start, rotation, by, step, r, m) => {
          const wish = { keepsRatio: r, fromMiddle: m, least: 1 }
          const { box: after } = resized({ box: start, rotation }, by, step, wish)
          expect(widthOf(after)).toBeGreaterThan(0.999)
          expect(heightOf(after)).toBeGreaterThan(0.999)
        },
      ),
    )
  })

  it('makes nothing smaller than the least, on this side or the other', () => {
    const wish = { ...free, least: 20 }
    expect(widthOf(resized(plate, 'e', { x: -95, y: 0 }, wish).box)).toBe(20)
    expect(resized(plate, 'e', { x: -105, y: 0 }, wish).box).toEqual({
      minX: -20,
      minY: 0,
      maxX: 0,
      maxY: 50,
    })
    const ratio = resized(plate, 'se', { x: -99, y: -49 }, { ...wish, keepsRatio: true }).box
    expect([widthOf(ratio), heightOf(ratio)]).toEqual([40, 20])
  })

  it('of several scales each about the corner that stays, so that together they fill the new box', () => {
    const several = [boxAt({ x: 0, y: 0 }, 20, 50), boxAt({ x: 60, y: 10 }, 40, 20)]
    const scaling = resizeScaling(plate, 'se', { x: 100, y: 50 }, free)
    expect(several.map(each => scaledBox(each, scaling))).toEqual([
      boxAt({ x: 0, y: 0 }, 40, 100),
      boxAt({ x: 120, y: 20 }, 80, 40),
    ])
    expect(scaledPoint(scaling, { x: 30, y: 30 })).toEqual({ x: 60, y: 60 })
    const flipped = resizeScaling(plate, 'e', { x: -200, y: 0 }, free)
    expect(topLeftOf(scaledBox(several[1], flipped))).toEqual({ x: -100, y: 10 })
  })

  it('leaves a direction alone in which there is nothing', () => {
    const flat = { box: boxAt({ x: 0, y: 0 }, 100, 0), rotation: 0 }
    const { maxX, maxY } = resized(flat, 'se', { x: 10, y: 10 }, { ...free, keepsRatio: true }).box
    expect(maxX).toBeCloseTo(110, 9)
    expect(maxY).toBe(0)
  })
})
