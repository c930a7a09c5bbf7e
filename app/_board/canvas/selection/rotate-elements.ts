import { isLine, type Transform } from '@/lib/board'
import { moved, topLeftOf, turned, turnedBox, type WorldPoint } from '@/lib/canvas'
import type { Taken } from './resize-elements'

/** Where elements come to lie when they are turned about a pivot together, by an angle in radians. */
export const rotatedElements = (
  taken: readonly Taken[],
  pivot: WorldPoint,
  angle: number,
): ReadonlyMap<string, Transform> =>
  new Map(taken.map(each => [each.element.id, rotated(each, pivot, angle)]))

function rotated(each: Taken, pivot: WorldPoint, angle: number): Transform {
  const { placed, element } = each
  if (isLine(element)) {
    const start = turned(placed, pivot, angle)
    const end = turned(moved(placed, placed.end ?? element.end), pivot, angle)
    return { ...start, end: { x: end.x - start.x, y: end.y - start.y } }
  }
  const { box, rotation } = turnedBox(each.turned, pivot, angle)
  return { ...topLeftOf(box), rotation }
}
