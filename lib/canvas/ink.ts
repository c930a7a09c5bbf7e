import type { Box, Coordinates } from './box'
import type { Point, WorldPoint } from './point'

/** The drawn line of a stroke, as the hand left it. */
export interface InkPoints {
  /** x₀, y₀, x₁, y₁, … in world px at scale 1, seen from the first point, which is 0, 0. */
  readonly points: Float64Array
  /** How hard the pen pressed at each point, 0…1; null when the device did not say. */
  readonly pressures: Float32Array | null
}

/** Where a stroke lies: the world place of its first point, and by how much it is enlarged. */
export interface InkPlace extends Point {
  readonly scale: number
}

/** Points are kept on a grid of an eighth of a px: finer than any hand, and exact in binary. */
export const INK_GRID = 1 / 8

/** The place on the grid of ink. A stroke that begins on it is stored in fewer bytes. */
export const onInkGrid = ({ x, y }: WorldPoint): WorldPoint => ({ x: gridded(x), y: gridded(y) })

const gridded = (value: number): number => Math.round(value / INK_GRID) * INK_GRID

export const pointCount = (points: Coordinates): number => points.length >> 1

/** A place of the world as the stroke's own points see it: from its first point, at scale 1. */
export const toInk = (place: InkPlace, { x, y }: WorldPoint): Point => ({
  x: (x - place.x) / place.scale,
  y: (y - place.y) / place.scale,
})

/** A box of the stroke's own points as it lies in the world. */
export const inkBoxInWorld = (place: InkPlace, box: Box): Box => ({
  minX: place.x + box.minX * place.scale,
  minY: place.y + box.minY * place.scale,
  maxX: place.x + box.maxX * place.scale,
  maxY: place.y + box.maxY * place.scale,
})

/** The stroke's own points as they lie in the world. */
export function inkInWorld(place: InkPlace, points: Coordinates): Float64Array {
  const world = new Float64Array(points.length)
  for (let i = 0; i < points.length; i++) {
    world[i] = (i % 2 === 0 ? place.x : place.y) + points[i] * place.scale
  }
  return world
}
