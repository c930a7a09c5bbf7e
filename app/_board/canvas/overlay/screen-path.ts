import {
  type Box,
  cornersOf,
  middleOf,
  type Point,
  type TurnedBox,
  turned,
  type WorldPoint,
} from '@/lib/canvas'

/** From a place of the world to one of the window. */
export type ToWindow = (place: WorldPoint) => Point

/** Lines over the board as the `d` of an SVG path, in screen px. */

const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`

const closed = (places: readonly Point[]): string => `M${places.map(at).join('L')}Z`

/** The box as it is turned. */
export function boxPath({ box, rotation }: TurnedBox, toWindow: ToWindow): string {
  const middle = middleOf(box)
  return closed(cornersOf(box).map(corner => toWindow(turned(corner, middle, rotation))))
}

export const uprightPath = (box: Box, toWindow: ToWindow): string => boxPath({ box, rotation: 0 }, toWindow)

/** An open line through places, x₀, y₀, x₁, y₁, … */
export function linePath(points: ArrayLike<number>, toWindow: ToWindow): string {
  const places: string[] = []
  for (let i = 0; i + 1 < points.length; i += 2) places.push(at(toWindow({ x: points[i], y: points[i + 1] })))
  return places.length === 0 ? '' : `M${places.join('L')}`
}

/** A square about a place of the window, as wide as it is whatever the zoom, turned as the selection is. */
export function squarePath({ x, y }: Point, size: number, rotation: number): string {
  const half = size / 2
  const corners = [
    { x: x - half, y: y - half },
    { x: x + half, y: y - half },
    { x: x + half, y: y + half },
    { x: x - half, y: y + half },
  ]
  return closed(corners.map(corner => turned(corner, { x, y }, rotation)))
}

export const circlePath = ({ x, y }: Point, radius: number): string =>
  `M${at({ x: x - radius, y })}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`
