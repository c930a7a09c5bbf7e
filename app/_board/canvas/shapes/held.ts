import type { Anchor, Element, Line } from '@/lib/board'
import {
  type ArrowCurve,
  arrowCurve,
  type Box,
  clippedCurve,
  distance,
  heldRegion,
  middleOf,
  moved,
  movedBox,
  type Point,
  type Region,
  rectangleSilhouette,
  stepBetween,
  type WorldPoint,
} from '@/lib/canvas'
import type { Preview } from '../canvas-state'
import type { Places } from '../places/places'
import { boxOf, silhouetteOf } from '../places/shape-of'

/** Something that an end of a line holds on to, as it is shown now. */
export interface Held {
  readonly box: Box
  /** Where the line does not show. */
  readonly region: Region
}

/** What an anchor holds on to, as it is shown while a gesture may be changing it; null when it is gone. */
export function heldBy(anchor: Anchor, places: Places, preview: Preview | null): Held | null {
  if (anchor.to === 'quantity') {
    const box = places.quantityBox(anchor.quantity)
    return box && { box, region: heldRegion(rectangleSilhouette(box)) }
  }
  const { id } = anchor
  const changed = preview?.kind === 'changed' ? preview.elements.get(id) : undefined
  if (changed !== undefined) return heldAsChanged(changed, places)
  const placed = places.get(id)
  if (placed === undefined || placed.element.kind === 'unreadable') return null
  const region = heldRegion(places.silhouette(id))
  if (preview?.kind !== 'moved' || !preview.ids.has(id)) return { box: placed.box, region }
  const back = { x: -preview.step.x, y: -preview.step.y }
  return { box: movedBox(placed.box, preview.step), region: place => region(moved(place, back)) }
}

function heldAsChanged(element: Element, places: Places): Held {
  const extent = places.extentOf(element.id)
  const end = 'end' in element ? element.end : null
  return { box: boxOf(element, extent), region: heldRegion(silhouetteOf(element, element, end, extent)) }
}

/** So far from where a quantity stood a line ends that has lost it, in world px: another one stands there by now. */
const LOST_GAP = 36

/** The part of a line that shows: from what its start holds on to, to what its end does. */
export function shownCurve(line: Line, from: Held | null, to: Held | null): ArrowCurve {
  const start = endAt(line, line.from, from)
  const end = endAt(moved(line, line.end), line.to, to)
  const curve = arrowCurve({ ...start, end: stepBetween(start, end), bend: line.bend })
  return clippedCurve(
    curve,
    from?.region ?? (line.fromLost ? lostRegion(line.from, start) : null),
    to?.region ?? (line.toLost ? lostRegion(line.to, end) : null),
  )
}

const lostRegion = (anchor: Anchor | null, end: WorldPoint): Region | null =>
  anchor?.to === 'quantity' ? place => distance(place, end) < LOST_GAP : null

/** Where an end lies: at its distance from the middle of what it holds on to, or where it was stored. */
function endAt(stored: WorldPoint, anchor: Anchor | null, held: Held | null): WorldPoint {
  if (anchor === null || held === null) return stored
  const step: Point = { x: anchor.dx, y: anchor.dy }
  return moved(middleOf(held.box), step)
}
