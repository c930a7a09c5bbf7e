import {
  type Box,
  type Coordinates,
  type Device,
  HIT_TOLERANCE,
  isHit,
  isLassoed,
  isTouchedBy,
  type WorldPoint,
} from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { PlacedElement } from '../../places/places'
import { FRAME_TITLE_HEIGHT } from '../../places/shape-of'

type Scope = Pick<CanvasScope, 'places' | 'state'>

/** How near a pointer has to come, in world px at the zoom of now. */
export const reachOf = ({ state }: Pick<CanvasScope, 'state'>, device: Device): number =>
  HIT_TOLERANCE[device] / state.getState().camera.zoom

/** The topmost element under a pointer; null where the board is empty. */
export function elementAt(scope: Scope, at: WorldPoint, device: Device): PlacedElement | null {
  const reach = reachOf(scope, device)
  // The title of a frame stands above its box.
  const near = scope.places.index.at(at, Math.max(reach, FRAME_TITLE_HEIGHT))
  return near.find(({ id }) => isHit(scope.places.silhouette(id), at, reach)) ?? null
}

/** What a marquee touches. Of a frame it has to touch the edge: what is inside is chosen without it. */
export const touchedBy = ({ places }: Pick<Scope, 'places'>, marquee: Box): string[] =>
  places.index
    .within(marquee)
    .filter(placed => isFree(placed) && isTouchedBy(marquee, places.silhouette(placed.id), placed.box))
    .map(({ id }) => id)

/** What a lasso holds. */
export const lassoedBy = ({ places }: Pick<Scope, 'places'>, lasso: Coordinates, around: Box): string[] =>
  places.index
    .within(around)
    .filter(placed => isFree(placed) && isLassoed(lasso, places.silhouette(placed.id), placed.box))
    .map(({ id }) => id)

/** Locked things are chosen one by one, by a click: they are what others are drawn on. */
const isFree = ({ element }: PlacedElement): boolean => element.kind === 'unreadable' || !element.locked
