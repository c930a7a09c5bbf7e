import type { Contour, Silhouette } from './contour'
import { pointCount } from './ink'
import type { WorldPoint } from './point'
import { squaredDistanceOfSegments } from './segment'

/** How near to a line a pointer has to come to meet it, in screen px. Divide by the camera's zoom. */
export const HIT_TOLERANCE = { mouse: 5, pen: 7, touch: 14 } as const

/** Whether a place is on something, or at most `reach` (world px) beside it. */
export const isHit = (silhouette: Silhouette, at: WorldPoint, reach: number): boolean =>
  isSwept(silhouette, at, at, reach)

/** Whether something comes within `reach` (world px) of the straight way of a pointer. However fast it went, nothing is skipped. */
export const isSwept = (silhouette: Silhouette, from: WorldPoint, to: WorldPoint, reach: number): boolean =>
  silhouette.some(
    contour =>
      (contour.filled && encloses(contour, from)) || comesNear(contour, from, to, reach + contour.reach),
  )

function comesNear({ points, closed }: Contour, from: WorldPoint, to: WorldPoint, reach: number): boolean {
  const count = pointCount(points)
  for (let i = closed || count === 1 ? 0 : 1; i < count; i++) {
    const before = i > 0 ? i - 1 : closed ? count - 1 : 0
    const off = squaredDistanceOfSegments(
      points[2 * before],
      points[2 * before + 1],
      points[2 * i],
      points[2 * i + 1],
      from.x,
      from.y,
      to.x,
      to.y,
    )
    if (off <= reach * reach) return true
  }
  return false
}

/** Whether a place lies inside a closed line, by the even-odd rule. */
export function encloses({ points }: Pick<Contour, 'points'>, { x, y }: WorldPoint): boolean {
  let inside = false
  for (let i = 0, before = points.length - 2; i + 1 < points.length; before = i, i += 2) {
    const ax = points[before]
    const ay = points[before + 1]
    const bx = points[i]
    const by = points[i + 1]
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside
  }
  return inside
}
