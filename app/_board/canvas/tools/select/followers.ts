import { type AnyElement, type Holder, isHolder } from '@/lib/board'
import { moved, type Point } from '@/lib/canvas'
import type { PlacedElement } from '../../places/places'

/**
 * Texts, notes, formulas and derivations that hold on to one of these and do not move with them. (Arrows are drawn after what they hold on to
 * anyway.)
 */
export function followersOf(
  elements: ReadonlyMap<string, AnyElement>,
  moving: ReadonlySet<string>,
): readonly string[] {
  const followers: string[] = []
  for (const [id, element] of elements) {
    if (moving.has(id) || !isHolder(element) || element.anchor?.to !== 'annotation') continue
    if (moving.has(element.anchor.id)) followers.push(id)
  }
  return followers
}

/** How a follower looks after what it holds on to has moved by a step. */
export function followed(placed: PlacedElement, step: Point): Holder | null {
  return isHolder(placed.element) ? { ...placed.element, ...moved(placed, step) } : null
}
