import { type Anchor, type AnyElement, type Element, isLine, isWritten } from '@/lib/board'
import { moved, type Point, stepBetween } from '@/lib/canvas'
import type { PlacedElement } from '../../places/places'

const isOn = (anchor: Anchor | null, moving: ReadonlySet<string>): boolean =>
  anchor?.to === 'annotation' && moving.has(anchor.id)

/** Elements that hold on to one of these and do not move with them. */
export function followersOf(
  elements: ReadonlyMap<string, AnyElement>,
  moving: ReadonlySet<string>,
): readonly string[] {
  const followers: string[] = []
  for (const [id, element] of elements) {
    if (moving.has(id)) continue
    const holds = isWritten(element)
      ? isOn(element.anchor, moving)
      : isLine(element) && (isOn(element.from, moving) || isOn(element.to, moving))
    if (holds) followers.push(id)
  }
  return followers
}

/** How a follower looks after what it holds on to has moved by a step: a text goes along, an arrow stretches. */
export function followed(placed: PlacedElement, moving: ReadonlySet<string>, step: Point): Element | null {
  const { element } = placed
  if (isWritten(element)) return { ...element, ...moved(placed, step) }
  if (!isLine(element)) return null
  const before = { x: placed.x, y: placed.y }
  const endBefore = moved(before, placed.end ?? element.end)
  const start = isOn(element.from, moving) ? moved(before, step) : before
  const end = isOn(element.to, moving) ? moved(endBefore, step) : endBefore
  return { ...element, x: start.x, y: start.y, end: stepBetween(start, end) }
}
