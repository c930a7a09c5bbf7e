import fc from 'fast-check'
import type { Region } from './arrow'
import type { Box } from './box'
import { boxAt, expanded, middleOf } from './box'
import { type Camera, MAX_ZOOM, MIN_ZOOM } from './camera'
import { turned, type WorldPoint } from './point'

/** What the property tests of the geometry draw from: a board's usual numbers, in world px. */
export const coordinate = fc.integer({ min: -80_000, max: 80_000 }).map(eighths => eighths / 8)
export const length = fc.integer({ min: 8, max: 8_000 }).map(eighths => eighths / 8)
export const angle = fc.double({ min: -7, max: 7, noNaN: true })
export const point: fc.Arbitrary<WorldPoint> = fc.record({ x: coordinate, y: coordinate })
export const box: fc.Arbitrary<Box> = fc
  .tuple(point, length, length)
  .map(([corner, width, height]) => boxAt(corner, width, height))
export const zoom = fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true })
export const camera: fc.Arbitrary<Camera> = fc.record({ x: coordinate, y: coordinate, zoom })

/** A stroke's points, x and y alternating. */
export const coordinates = (least = 1, most = 80): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.tuple(coordinate, coordinate), { minLength: least, maxLength: most })
    .map(points => Float64Array.from(points.flat()))

/** A box turned about its middle, with a gap around it, in world px. */
export function boxRegion(box: Box, rotation = 0, gap = 0): Region {
  const { minX, minY, maxX, maxY } = expanded(box, gap)
  const middle = middleOf(box)
  return place => {
    const { x, y } = rotation === 0 ? place : turned(place, middle, -rotation)
    return minX <= x && x <= maxX && minY <= y && y <= maxY
  }
}

/** The ellipse in a box turned about its middle, with a gap around it, in world px. */
export function ellipseRegion(box: Box, rotation = 0, gap = 0): Region {
  const outer = expanded(box, gap)
  const middle = middleOf(box)
  const [a, b] = [(outer.maxX - outer.minX) / 2, (outer.maxY - outer.minY) / 2]
  return place => {
    const { x, y } = turned(place, middle, -rotation)
    return ((x - middle.x) / a) ** 2 + ((y - middle.y) / b) ** 2 <= 1
  }
}
