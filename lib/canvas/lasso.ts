import { type Box, boxOfCoordinates, type Coordinates, intersects } from './box'
import type { Silhouette } from './contour'
import { encloses } from './hit-test'
import { pointCount } from './ink'

/** How much of something a lasso has to hold: hands do not draw exactly. */
const ENOUGH = 0.9

/**
 * Whether a lasso (a line x₀, y₀, x₁, y₁, … in world px, closed from its end to its start) holds something: nine tenths
 * of its points lie inside. `bounds` is the box around the silhouette.
 */
export function isLassoed(lasso: Coordinates, silhouette: Silhouette, bounds: Box): boolean {
  const around = boxOfCoordinates(lasso)
  if (around === null || pointCount(lasso) < 3 || !intersects(around, bounds)) return false
  let [inside, all] = [0, 0]
  for (const { points } of silhouette) {
    for (let i = 0; i + 1 < points.length; i += 2) {
      all++
      if (encloses({ points: lasso }, { x: points[i], y: points[i + 1] })) inside++
    }
  }
  return all > 0 && inside >= ENOUGH * all
}
