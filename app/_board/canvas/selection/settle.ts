import { type Anchor, isHolder, isLine, type Line, type Transform } from '@/lib/board'
import { anchorOffset, type Box, containsPoint, expanded, moved, type WorldPoint } from '@/lib/canvas'
import type { PlacedElement } from '../places/places'

/** What happens to all that moves at one time. */
export interface Moving {
  /** Where the thing is that an anchor holds on to; null when it is gone. */
  heldBox(anchor: Anchor): Box | null
  /** Where another annotation comes to lie that moves along; null when it stays. */
  boxAfter(id: string): Box | null
}

/** The end of an arrow lets go when it is moved further than this out of what it holds on to, in world px. */
const HOLDS_WITHIN = 12
/** Offsets that differ by less are the same: they need not be written anew. World px. */
const SAME = 1e-2

/**
 * What is to be written of an element that comes to lie elsewhere. What is written keeps its hold, and lies elsewhere from
 * there. The end of an arrow keeps its hold on what moves along, and while it stays on what does not; carried away from that it lets
 * go, unless the other end's thing carries it: then the arrow stretches.
 */
export function settled(placed: PlacedElement, change: Transform, moving: Moving): Transform {
  const { element } = placed
  if (isHolder(element)) {
    const anchor = element.anchorLost ? null : element.anchor
    if (anchor === null) return change
    const to = { x: change.x ?? placed.x, y: change.y ?? placed.y }
    return { ...change, anchor: reheld(anchor, to, moving) }
  }
  return isLine(element) ? { ...change, ...settledEnds(placed, element, change, moving) } : change
}

function settledEnds(placed: PlacedElement, line: Line, change: Transform, moving: Moving): Transform {
  const before = { x: placed.x, y: placed.y }
  const endBefore = moved(before, placed.end ?? line.end)
  const start = { x: change.x ?? placed.x, y: change.y ?? placed.y }
  const stop = moved(start, change.end ?? placed.end ?? line.end)
  const from = line.fromLost ? null : line.from
  const to = line.toLost ? null : line.to
  const one = settledEnd(from, before, start, to, moving)
  const two = settledEnd(to, endBefore, stop, from, moving)
  const end = { x: two.at.x - one.at.x, y: two.at.y - one.at.y }
  return {
    x: one.at.x,
    y: one.at.y,
    end,
    ...(from === null ? {} : { from: one.anchor }),
    ...(to === null ? {} : { to: two.anchor }),
  }
}

interface End {
  readonly anchor: Anchor | null
  readonly at: WorldPoint
}

function settledEnd(
  anchor: Anchor | null,
  before: WorldPoint,
  after: WorldPoint,
  other: Anchor | null,
  moving: Moving,
): End {
  if (anchor === null) return { anchor, at: after }
  const held = moving.heldBox(anchor)
  if (movesAlong(anchor, moving)) return { anchor: reheld(anchor, after, moving), at: after }
  if (held !== null && containsPoint(expanded(held, HOLDS_WITHIN), after)) {
    return { anchor: reheld(anchor, after, moving), at: after }
  }
  if (other !== null && movesAlong(other, moving)) return { anchor, at: before }
  return { anchor: null, at: after }
}

const movesAlong = (anchor: Anchor, moving: Moving): boolean =>
  anchor.to === 'annotation' && moving.boxAfter(anchor.id) !== null

/** The anchor that keeps a place at its distance from what it holds on to, wherever that comes to lie. */
function reheld(anchor: Anchor, at: WorldPoint, moving: Moving): Anchor {
  const after = anchor.to === 'annotation' ? moving.boxAfter(anchor.id) : null
  const held = after ?? moving.heldBox(anchor)
  if (held === null) return anchor
  const { dx, dy } = anchorOffset(at, held)
  const isSame = Math.abs(dx - anchor.dx) < SAME && Math.abs(dy - anchor.dy) < SAME
  return isSame ? anchor : { ...anchor, dx, dy }
}
