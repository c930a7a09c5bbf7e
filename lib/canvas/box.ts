import { type Point, turned, type WorldPoint } from './point'

/** An upright rectangle by its edges, in world px unless said otherwise. Edges, so that a union holds its parts exactly. */
export interface Box {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** Places as one flat list: x₀, y₀, x₁, y₁, … A stroke has thousands, and an object for each would be slow. */
export type Coordinates = ArrayLike<number>

export const boxAt = ({ x, y }: Point, width: number, height: number): Box => ({
  minX: x,
  minY: y,
  maxX: x + width,
  maxY: y + height,
})

/** The box that has the two places as opposite corners, whichever way they lie. */
export const boxBetween = (a: Point, b: Point): Box => ({
  minX: Math.min(a.x, b.x),
  minY: Math.min(a.y, b.y),
  maxX: Math.max(a.x, b.x),
  maxY: Math.max(a.y, b.y),
})

export const widthOf = ({ minX, maxX }: Box): number => maxX - minX
export const heightOf = ({ minY, maxY }: Box): number => maxY - minY
export const topLeftOf = ({ minX, minY }: Box): WorldPoint => ({ x: minX, y: minY })
export const middleOf = ({ minX, minY, maxX, maxY }: Box): WorldPoint => ({
  x: (minX + maxX) / 2,
  y: (minY + maxY) / 2,
})

/** The four corners, clockwise from the top left. */
export const cornersOf = ({ minX, minY, maxX, maxY }: Box): WorldPoint[] => [
  { x: minX, y: minY },
  { x: maxX, y: minY },
  { x: maxX, y: maxY },
  { x: minX, y: maxY },
]

/** The smallest box around all of these, or null when there are none. */
export function unionOf(boxes: Iterable<Box>): Box | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    if (box.minX < minX) minX = box.minX
    if (box.minY < minY) minY = box.minY
    if (box.maxX > maxX) maxX = box.maxX
    if (box.maxY > maxY) maxY = box.maxY
  }
  return minX <= maxX && minY <= maxY ? { minX, minY, maxX, maxY } : null
}

/** The smallest box around the places, or null when there are none. */
export function boxOfCoordinates(coordinates: Coordinates): Box | null {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let i = 0; i + 1 < coordinates.length; i += 2) {
    const x = coordinates[i]
    const y = coordinates[i + 1]
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return minX <= maxX ? { minX, minY, maxX, maxY } : null
}

export const movedBox = ({ minX, minY, maxX, maxY }: Box, { x, y }: Point): Box => ({
  minX: minX + x,
  minY: minY + y,
  maxX: maxX + x,
  maxY: maxY + y,
})

/** The box with a margin all around; a negative one shrinks it, at most to its middle. */
export function expanded({ minX, minY, maxX, maxY }: Box, margin: number): Box {
  const x = Math.max(margin, (minX - maxX) / 2)
  const y = Math.max(margin, (minY - maxY) / 2)
  return { minX: minX - x, minY: minY - y, maxX: maxX + x, maxY: maxY + y }
}

/** The upright box around a box that is turned by an angle (radians) about its middle. */
export function boxAroundTurned(box: Box, angle: number): Box {
  if (angle === 0) return box
  const middle = middleOf(box)
  const corners = cornersOf(box).map(corner => turned(corner, middle, angle))
  return unionOf(corners.map(corner => boxBetween(corner, corner))) ?? box
}

/** Whether the boxes share a place; touching edges do. */
export const intersects = (a: Box, b: Box): boolean =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY

/** Whether the first box holds all of the second. */
export const containsBox = (outer: Box, inner: Box): boolean =>
  outer.minX <= inner.minX && outer.minY <= inner.minY && inner.maxX <= outer.maxX && inner.maxY <= outer.maxY

export const containsPoint = ({ minX, minY, maxX, maxY }: Box, { x, y }: Point): boolean =>
  minX <= x && x <= maxX && minY <= y && y <= maxY
