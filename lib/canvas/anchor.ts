import { arrowCurve, curveBox } from './arrow'
import { type Box, middleOf, movedBox } from './box'
import { moved, type Point, stepBetween, type WorldPoint } from './point'

/** What something holds on to, and where it lies seen from the middle of that, in world px. */
export type AnchorTo =
  | { readonly to: 'quantity'; readonly quantity: string; readonly dx: number; readonly dy: number }
  | { readonly to: 'annotation'; readonly id: string; readonly dx: number; readonly dy: number }

interface Stored extends Point {
  readonly id: string
  /** Where it lies by its stored x and y, in world px. */
  readonly box: Box
}

/** Something that holds on to another thing as a whole. */
export interface AnchoredBlock extends Stored {
  readonly anchor: AnchorTo | null
}

/** An arrow or a line, whose ends hold on. */
export interface AnchoredArrow extends Stored {
  readonly end: Point
  readonly bend: number
  readonly from: AnchorTo | null
  readonly to: AnchorTo | null
}

export type Anchored = AnchoredBlock | AnchoredArrow

/** Where something lies now, which follows from what it holds on to. */
export interface Placement extends Point {
  readonly box: Box
  /** Of an arrow: its end, seen from its start. */
  readonly end: Point | null
  /** Something that it holds on to is not there: that end, or all of it, lies where it was stored last. */
  readonly lost: boolean
}

/** The anchor that keeps a place at its distance from the middle of a box. */
export const anchorOffset = (place: WorldPoint, held: Box): { readonly dx: number; readonly dy: number } => {
  const { x, y } = stepBetween(middleOf(held), place)
  return { dx: x, dy: y }
}

/**
 * Where everything that holds on to something lies now, by id. `quantityBox` says where a quantity stands, null when it is gone;
 * `boxOf` where an annotation lies that is not among these, null when there is none. Those that hold on to one another in a
 * circle, and whoever hangs on such a circle, have lost their hold, whichever is looked at first.
 */
export function placeAnchored(
  anchored: readonly Anchored[],
  quantityBox: (key: string) => Box | null,
  boxOf: (id: string) => Box | null,
): Map<string, Placement> {
  const placed = new Map<string, Placement>()
  const open = new Map(anchored.map(each => [each.id, each]))
  const heldBox = (anchor: AnchorTo): Box | null => {
    if (anchor.to === 'quantity') return quantityBox(anchor.quantity)
    return open.has(anchor.id) ? (placed.get(anchor.id)?.box ?? null) : boxOf(anchor.id)
  }
  for (const each of inOrderOfHolding(open)) placed.set(each.id, placementOf(each, heldBox))
  // What is left waits for itself. Each is placed before any is noted, so that none finds another placed.
  const circular = anchored
    .filter(({ id }) => !placed.has(id))
    .map(each => [each.id, placementOf(each, heldBox)] as const)
  for (const [id, placement] of circular) placed.set(id, placement)
  return placed
}

const anchorsOf = (each: Anchored): readonly AnchorTo[] =>
  ('anchor' in each ? [each.anchor] : [each.from, each.to]).filter(anchor => anchor !== null)

/** Everything after what it holds on to (Kahn 1962); those in circles, and what hangs on them, never come. */
function inOrderOfHolding(open: ReadonlyMap<string, Anchored>): Anchored[] {
  const holders = new Map<string, Anchored[]>()
  const waitsFor = new Map<Anchored, number>()
  const ready: Anchored[] = []
  for (const each of open.values()) {
    const held = anchorsOf(each).flatMap(anchor =>
      anchor.to === 'annotation' && open.has(anchor.id) ? [anchor.id] : [],
    )
    for (const id of held) {
      const others = holders.get(id)
      if (others === undefined) holders.set(id, [each])
      else others.push(each)
    }
    waitsFor.set(each, held.length)
    if (held.length === 0) ready.push(each)
  }
  for (let i = 0; i < ready.length; i++) {
    for (const holder of holders.get(ready[i].id) ?? []) {
      const left = (waitsFor.get(holder) ?? 0) - 1
      waitsFor.set(holder, left)
      if (left === 0) ready.push(holder)
    }
  }
  return ready
}

function placementOf(each: Anchored, heldBox: (anchor: AnchorTo) => Box | null): Placement {
  const placeBy = (anchor: AnchorTo | null, stored: WorldPoint): [WorldPoint, boolean] => {
    if (anchor === null) return [stored, false]
    const box = heldBox(anchor)
    return box === null ? [stored, true] : [moved(middleOf(box), { x: anchor.dx, y: anchor.dy }), false]
  }
  if ('anchor' in each) {
    const [{ x, y }, lost] = placeBy(each.anchor, each)
    return { x, y, box: movedBox(each.box, stepBetween(each, { x, y })), end: null, lost }
  }
  const [start, fromLost] = placeBy(each.from, each)
  const [stop, toLost] = placeBy(each.to, moved(each, each.end))
  const end = stepBetween(start, stop)
  const box = curveBox(arrowCurve({ ...start, end, bend: each.bend }))
  return { x: start.x, y: start.y, box, end, lost: fromLost || toLost }
}
