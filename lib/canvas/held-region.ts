import type { Region } from './arrow'
import type { Silhouette } from './contour'
import { isHit } from './hit-test'

/** How far from what it holds on to an arrow ends, in world px. */
export const HOLD_GAP = 6

/** Where an arrow that holds on to something does not show: all that its outline encloses, filled or not, and a gap around it. */
export function heldRegion(silhouette: Silhouette, gap = HOLD_GAP): Region {
  const whole = silhouette.map(contour => ({ ...contour, filled: contour.filled || contour.closed }))
  return place => isHit(whole, place, gap)
}
