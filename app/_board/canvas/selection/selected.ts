import type { Element, Transform } from '@/lib/board'
import {
  type Box,
  boxAroundTurned,
  boxAt,
  heightOf,
  type Point,
  selectionBox,
  type TurnedBox,
  unionOf,
  widthOf,
} from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import type { PlacedElement } from '../places/places'
import type { Taken } from './resize-elements'
import { type Moving, settled } from './settle'
import { turnedBoxOf } from './turned-box'

/** What is needed of the canvas to know what is selected and where it lies. */
export type Selecting = Pick<CanvasScope, 'annotations' | 'places'>

/** The elements of these ids that are on the board and can be read. */
export function elementsOf(
  { annotations }: Pick<Selecting, 'annotations'>,
  ids: Iterable<string>,
): Element[] {
  const found: Element[] = []
  for (const id of ids) {
    const element = annotations.elements.get(id)
    if (element !== undefined && element.kind !== 'unreadable') found.push(element)
  }
  return found
}

/** Those of the ids that can be moved, as they lie now: on the board, readable, not locked. */
export function takenOf(scope: Selecting, ids: Iterable<string>): Taken[] {
  const taken: Taken[] = []
  for (const element of elementsOf(scope, ids)) {
    const placed = scope.places.get(element.id)
    if (element.locked || placed === undefined) continue
    taken.push({ placed, element, turned: turnedBoxOf(placed, scope.places) })
  }
  return taken
}

/** The box drawn around these elements; null around none. */
export function boxAroundAll(scope: Selecting, ids: ReadonlySet<string>): TurnedBox | null {
  if (ids.size === 1) {
    const [id] = ids
    const placed = scope.places.get(id)
    return placed === undefined ? null : turnedBoxOf(placed, scope.places)
  }
  const box = unionOf(placedOf(scope, ids).map(placed => placed.box))
  return box && { box, rotation: 0 }
}

export function placedOf({ places }: Pick<Selecting, 'places'>, ids: Iterable<string>): PlacedElement[] {
  return Array.from(ids, id => places.get(id)).filter(placed => placed !== undefined)
}

/** The box around what was taken, turned as it is when it is one thing. */
export const boxAroundTaken = (taken: readonly Taken[]): TurnedBox | null =>
  selectionBox(taken.map(({ turned }) => turned))

/**
 * What is written when elements come to lie elsewhere, with what follows for whatever they hold on to.
 *
 * @param boxAfter the box of something that moves along, after the move
 */
export function settledAll(
  scope: Selecting,
  taken: readonly Taken[],
  changes: ReadonlyMap<string, Transform>,
  boxAfter: (box: Box, id: string) => Box,
): ReadonlyMap<string, Transform> {
  const moving: Moving = {
    heldBox: anchor =>
      anchor.to === 'quantity'
        ? scope.places.quantityBox(anchor.quantity)
        : (scope.places.get(anchor.id)?.box ?? null),
    boxAfter: id => {
      const placed = changes.has(id) ? scope.places.get(id) : undefined
      return placed === undefined ? null : boxAfter(placed.box, id)
    },
  }
  const settledOnes = new Map<string, Transform>()
  for (const { placed, element } of taken) {
    const change = changes.get(element.id)
    if (change !== undefined) settledOnes.set(element.id, settled(placed, change, moving))
  }
  return settledOnes
}

/** Where elements come to lie that are all moved by one step. */
export const movedBy = (taken: readonly Taken[], step: Point): ReadonlyMap<string, Transform> =>
  new Map(taken.map(({ placed, element }) => [element.id, { x: placed.x + step.x, y: placed.y + step.y }]))

/** An element as it looks after a change that is not written yet. */
export const withChange = (element: Element, change: Transform): Element =>
  // A transform names only what the element's kind has, so that it stays of its kind.
  ({ ...element, ...change }) as Element

/** About where the box of something comes to lie by a change; what has the size of its words is taken to keep it. */
export function boxAfter(box: Box, { x, y, width, height }: Transform = {}): Box {
  const corner = { x: x ?? box.minX, y: y ?? box.minY }
  return boxAt(corner, width ?? widthOf(box), height ?? heightOf(box))
}

/** The upright box of a turned one. */
export const uprightBoxOf = ({ box, rotation }: TurnedBox): Box => boxAroundTurned(box, rotation)
