import {
  type Box,
  expanded,
  GRID,
  nearestNeighbours,
  SNAP_TOLERANCE,
  type SnapWish,
  viewOf,
} from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'

/** More in sight than this, and to line up with one of them means nothing any more. */
const MOST_IN_SIGHT = 2_000

/** What a gesture lines up with: the things in sight that do not move with it. Looked up once, when it begins. */
export function snapGround(
  stage: CanvasScope,
  moving: (id: string) => boolean,
): (box: Box, isSuspended: boolean) => SnapWish {
  const { state, places } = stage
  const { camera, viewport } = state.getState()
  const view = viewOf(camera, viewport)
  const inSight = places.index
    .within(view)
    .filter(({ id, element }) => !moving(id) && element.kind !== 'unreadable')
  const boxes = inSight.length > MOST_IN_SIGHT ? [] : inSight.map(({ box }) => box)
  return (box, isSuspended) => {
    const { camera, hasGrid } = state.getState()
    const tolerance = SNAP_TOLERANCE / camera.zoom
    if (isSuspended) return { grid: null, neighbours: [], tolerance }
    const near = nearestNeighbours(box, boxes, expanded(view, tolerance))
    return { grid: hasGrid ? GRID : null, neighbours: near, tolerance }
  }
}
