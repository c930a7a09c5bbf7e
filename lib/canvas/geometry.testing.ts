import fc from 'fast-check'
import type { Box } from './box'
import { boxAt } from './box'
import { type Camera, MAX_ZOOM, MIN_ZOOM } from './camera'
import type { WorldPoint } from './point'

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
