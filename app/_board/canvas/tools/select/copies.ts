import { type Anchor, type Element, isHolder, isLine } from '@/lib/board'
import type { Point } from '@/lib/canvas'
import type { Taken } from '../../selection/resize-elements'

const nameOf = (id: string): string => `copy of ${id}`

/** Copies that go with the hand while their originals stay, under names that nothing on the board has. */
export function copiesOf(taken: readonly Taken[], step: Point): ReadonlyMap<string, Element> {
  const copied = new Set(taken.map(({ element }) => element.id))
  const anchorOf = (anchor: Anchor | null): Anchor | null => {
    if (anchor === null) return null
    if (anchor.to === 'annotation' && copied.has(anchor.id)) return { ...anchor, id: nameOf(anchor.id) }
    return { ...anchor, dx: anchor.dx + step.x, dy: anchor.dy + step.y }
  }
  const copies = new Map<string, Element>()
  for (const { placed, element } of taken) {
    const id = nameOf(element.id)
    const at = { id, x: placed.x + step.x, y: placed.y + step.y }
    if (isHolder(element)) copies.set(id, { ...element, ...at, anchor: anchorOf(element.anchor) })
    else if (isLine(element))
      copies.set(id, {
        ...element,
        ...at,
        end: placed.end ?? element.end,
        from: anchorOf(element.from),
        to: anchorOf(element.to),
      })
    else copies.set(id, { ...element, ...at })
  }
  return copies
}
