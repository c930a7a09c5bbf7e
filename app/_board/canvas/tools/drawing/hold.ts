import { type Anchor, type AnyElement, isInk, readQuantityKey } from '@/lib/board'
import {
  anchorOffset,
  type Box,
  HIT_TOLERANCE,
  heldRegion,
  isHit,
  middleOf,
  rectangleSilhouette,
  type Silhouette,
  type WorldPoint,
} from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { PlacedElement } from '../../places/places'
import type { CanvasPointer } from '../tool'

/** What an end of a line would hold on to, and where it then lies. */
export interface Hold {
  readonly anchor: Anchor
  readonly place: WorldPoint
  readonly box: Box
  /** What lights up. */
  readonly outline: Silhouette
}

/**
 * What the end of a line holds on to that comes down at a place: a quantity of the chain, in its middle; else the topmost
 * annotation there, where it was met. Nothing while Ctrl is held.
 */
export function holdAt(stage: CanvasScope, at: WorldPoint, { device, ctrl }: CanvasPointer): Hold | null {
  if (ctrl) return null
  const { places, state } = stage
  const reach = HIT_TOLERANCE[device] / state.getState().camera.zoom
  const quantity = places.quantityAt(at, reach)
  if (quantity !== null) return holdOnQuantity(stage, quantity)
  for (const placed of places.index.at(at, reach)) {
    if (!canBeHeld(placed.element)) continue
    const outline = places.silhouette(placed.id)
    if (isMet(placed.element, outline, at, reach)) return holdOnElement(placed, outline, at)
  }
  return null
}

/** A hold on the middle of a quantity; null when it is not on the board. */
export function holdOnQuantity({ places }: CanvasScope, key: string): Hold | null {
  const quantity = readQuantityKey(key)
  const box = places.quantityBox(key)
  if (quantity === undefined || box === null) return null
  const anchor = { to: 'quantity', quantity, dx: 0, dy: 0 } as const
  return { anchor, place: middleOf(box), box, outline: rectangleSilhouette(box) }
}

export function holdOnElement(
  { id, box }: PlacedElement,
  outline: Silhouette,
  place: WorldPoint = middleOf(box),
): Hold {
  return { anchor: { to: 'annotation', id, ...anchorOffset(place, box) }, place, box, outline }
}

/** Lines are crossed too often to be meant, and a highlighter lies under what is. */
export const canBeHeld = ({ kind }: AnyElement): boolean =>
  kind !== 'unreadable' && kind !== 'line' && kind !== 'arrow' && kind !== 'highlighter'

/** Everything has an inside, filled or not, except frames, in which one draws, and ink. */
function isMet(element: AnyElement, outline: Silhouette, at: WorldPoint, reach: number): boolean {
  const isOpen = element.kind === 'frame' || isInk(element)
  return isOpen ? isHit(outline, at, reach) : heldRegion(outline, 0)(at)
}

/** Whether two ends hold on to the same thing: then neither does, as the line is drawn on it and not to it. */
export const isSameHold = (a: Hold | null, b: Hold | null): boolean => {
  if (a === null || b === null) return false
  if (a.anchor.to === 'quantity') return b.anchor.to === 'quantity' && a.anchor.quantity === b.anchor.quantity
  return b.anchor.to === 'annotation' && a.anchor.id === b.anchor.id
}
