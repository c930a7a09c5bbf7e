import type { ArrowCurve } from './arrow'
import { flattenedCurve } from './arrow'
import { type Box, type Coordinates, cornersOf, heightOf, middleOf, widthOf } from './box'
import { type InkPlace, type InkPoints, inkInWorld } from './ink'
import { turned } from './point'

/** A line of the world that something on the board shows, as straight pieces. */
export interface Contour {
  /** x₀, y₀, x₁, y₁, … in world px. */
  readonly points: Coordinates
  /** The last point is joined to the first. */
  readonly closed: boolean
  /** What it encloses belongs to it. */
  readonly filled: boolean
  /** Half of its width, in world px. */
  readonly reach: number
}

/** All that something on the board shows: what a pointer, an eraser, a marquee or a lasso can meet. */
export type Silhouette = readonly Contour[]

/** How far a round line may lie from its straight pieces, in world px. */
const FLATNESS = 0.1
const MOST_PIECES = 512

/** A rectangle turned by `rotation` radians about its middle. Of one that is not filled only the edge is there. */
export const rectangleSilhouette = (box: Box, rotation = 0, filled = true, reach = 0): Silhouette => [
  { points: turnedCorners(box, rotation), closed: true, filled, reach },
]

function turnedCorners(box: Box, rotation: number): number[] {
  const middle = middleOf(box)
  return cornersOf(box).flatMap(corner => {
    const { x, y } = rotation === 0 ? corner : turned(corner, middle, rotation)
    return [x, y]
  })
}

/** The ellipse in a box, as a rectangle. */
export function ellipseSilhouette(box: Box, rotation = 0, filled = true, reach = 0): Silhouette {
  const [a, b, { x, y }] = [widthOf(box) / 2, heightOf(box) / 2, middleOf(box)]
  // A piece of an arc of radius r over an angle 2φ lies r(1 − cos φ) from it.
  const flat = Math.acos(Math.max(0, 1 - FLATNESS / Math.max(FLATNESS, a, b)))
  const pieces = Math.min(MOST_PIECES, Math.max(12, Math.ceil(Math.PI / flat)))
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  const points = new Float64Array(2 * pieces)
  for (let i = 0; i < pieces; i++) {
    const turn = (2 * Math.PI * i) / pieces
    const [along, across] = [a * Math.cos(turn), b * Math.sin(turn)]
    points[2 * i] = x + along * cos - across * sin
    points[2 * i + 1] = y + along * sin + across * cos
  }
  return [{ points, closed: true, filled, reach }]
}

/** A frame: its edge, and its title above the top left corner, of the size that the title has in world px now. */
export const frameSilhouette = (box: Box, title: { width: number; height: number }): Silhouette => [
  ...rectangleSilhouette(box, 0, false),
  ...rectangleSilhouette({
    minX: box.minX,
    minY: box.minY - title.height,
    maxX: box.minX + title.width,
    maxY: box.minY,
  }),
]

/** The parts of a stroke that are left after its cuts. `reach` is half its width at scale 1. */
export const inkSilhouette = (place: InkPlace, left: readonly InkPoints[], reach: number): Silhouette =>
  left.map(({ points }) => ({
    points: inkInWorld(place, points),
    closed: false,
    filled: false,
    reach: reach * place.scale,
  }))

/** An arrow or a line, bent or straight. */
export const arrowSilhouette = (curve: ArrowCurve, reach: number): Silhouette => [
  { points: flattenedCurve(curve), closed: false, filled: false, reach },
]
