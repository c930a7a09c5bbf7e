import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, containsBox, expanded, middleOf } from './box'
import {
  cameraBetween,
  centredOn,
  clampCamera,
  MAX_ZOOM,
  MIN_ZOOM,
  nextZoom,
  panBy,
  toScreen,
  toWorld,
  viewOf,
  zoomAbout,
  zoomToFit,
} from './camera'
import { box, camera, point, zoom } from './geometry.testing'
import { distance } from './point'

const viewport = { width: 1280, height: 720 }

describe('a camera', () => {
  it('brings a place of the world to the screen and back', () => {
    fc.assert(
      fc.property(camera, point, (seen, place) => {
        expect(distance(toWorld(seen, toScreen(seen, place)), place)).toBeLessThan(1e-6)
      }),
    )
  })

  it('holds what is under the hand while it zooms', () => {
    fc.assert(
      fc.property(camera, zoom, fc.record({ x: fc.nat(1280), y: fc.nat(720) }), (seen, next, at) => {
        const held = toWorld(seen, at)
        expect(distance(toScreen(zoomAbout(seen, at, next), held), at)).toBeLessThan(1e-5)
      }),
    )
  })

  it('moves what it shows by exactly as much as the hand moves', () => {
    fc.assert(
      fc.property(camera, point, point, (seen, place, step) => {
        const [before, after] = [toScreen(seen, place), toScreen(panBy(seen, step), place)]
        expect(after.x - before.x).toBeCloseTo(step.x, 4)
        expect(after.y - before.y).toBeCloseTo(step.y, 4)
      }),
    )
  })

  it('fits a box into the window, in the middle, and small things at 100 % at most', () => {
    fc.assert(
      fc.property(box, each => {
        const fitted = zoomToFit(each, viewport)
        expect(containsBox(expanded(viewOf(fitted, viewport), 1e-6), each)).toBe(true)
        expect(distance(middleOf(viewOf(fitted, viewport)), middleOf(each))).toBeLessThan(1e-6)
        expect(fitted.zoom).toBeLessThanOrEqual(1)
      }),
    )
    expect(zoomToFit(boxAt({ x: 0, y: 0 }, 10, 10), viewport).zoom).toBe(1)
    expect(zoomToFit(boxAt({ x: 0, y: 0 }, 0, 0), viewport, 4).zoom).toBe(4)
  })

  it('goes up and down the steps of zoom, from between them to the next, and stops at the ends', () => {
    expect([nextZoom(1, 'in'), nextZoom(1, 'out')]).toEqual([1.5, 0.75])
    expect([nextZoom(0.9, 'in'), nextZoom(0.9, 'out')]).toEqual([1, 0.75])
    expect(nextZoom(0.9999, 'in')).toBe(1.5)
    expect([nextZoom(MAX_ZOOM, 'in'), nextZoom(MIN_ZOOM, 'out')]).toEqual([MAX_ZOOM, MIN_ZOOM])
  })

  it('stays within its bounds whatever it is given', () => {
    fc.assert(
      fc.property(fc.record({ x: fc.double(), y: fc.double(), zoom: fc.double() }), wild => {
        const tamed = clampCamera(wild)
        expect(Math.abs(tamed.x) <= 1e7 && Math.abs(tamed.y) <= 1e7).toBe(true)
        expect(tamed.zoom >= MIN_ZOOM && tamed.zoom <= MAX_ZOOM).toBe(true)
      }),
    )
  })

  it('travels with one place of the screen held, as in a zoom by hand', () => {
    fc.assert(
      fc.property(
        camera,
        fc.record({ x: fc.nat(1280), y: fc.nat(720) }),
        zoom,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, at, next, share) => {
          const to = zoomAbout(from, at, next)
          const held = toWorld(from, at)
          // What rounding costs grows with the zoom and with the distance from the world's middle.
          expect(distance(toScreen(cameraBetween(from, to, share), held), at)).toBeLessThan(0.1)
        },
      ),
    )
  })

  it('travels from where it is to where it goes, and moves evenly at the same zoom', () => {
    const [from, to] = [centredOn({ x: 0, y: 0 }, viewport, 2), centredOn({ x: 100, y: 50 }, viewport, 2)]
    expect([cameraBetween(from, to, 0), cameraBetween(from, to, 1)]).toEqual([from, to])
    expect(cameraBetween(from, to, 0.5)).toEqual(centredOn({ x: 50, y: 25 }, viewport, 2))
  })
})
