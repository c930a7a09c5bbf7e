import { type Box, containsBox, intersects } from './box'
import type { Contour, Silhouette } from './contour'
import { encloses } from './hit-test'
import { pointCount } from './ink'
import { segmentMeetsBox } from './segment'

/**
 * Whether a marquee touches something by what it truly shows: the box of a long diagonal stroke is large, and most of it
 * is empty. `bounds` is the box around the silhouette, which decides most cases.
 */
export function isTouchedBy(marquee: Box, silhouette: Silhouette, bounds: Box): boolean {
  if (!intersects(marquee, bounds)) return false
  return isHeldBy(marquee, bounds) || silhouette.some(contour => meetsBox(contour, marquee))
}

/** Whether a marquee holds all of something. */
export const isHeldBy = (marquee: Box, bounds: Box): boolean => containsBox(marquee, bounds)

function meetsBox({ points, closed, filled }: Contour, box: Box): boolean {
  const count = pointCount(points)
  for (let i = closed || count === 1 ? 0 : 1; i < count; i++) {
    const before = i > 0 ? i - 1 : closed ? count - 1 : 0
    if (segmentMeetsBox(points[2 * before], points[2 * before + 1], points[2 * i], points[2 * i + 1], box)) {
      return true
    }
  }
  // The whole marquee may lie inside of something filled.
  return filled && encloses({ points }, { x: box.minX, y: box.minY })
}
