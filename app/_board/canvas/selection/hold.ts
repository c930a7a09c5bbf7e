import {
  type Anchor,
  type AnyElement,
  isHolder,
  isLine,
  keyOfQuantity,
  type Model,
  quantityOfKey,
  type Refusal,
  setAnchor,
  transformElements,
} from '@/lib/board'
import { anchorOffset, middleOf, stepBetween } from '@/lib/canvas'
import { type Quantity, quantityName } from '@/lib/notation'
import type { CanvasScope } from '../canvas-scope'

type Stage = Pick<CanvasScope, 'board' | 'annotations' | 'places'>

/** What of an element can hold on to something. Of a line it is its end: that is what points. */
export function holderOf(element: AnyElement | undefined): 'anchor' | 'to' | null {
  if (element === undefined || element.kind === 'unreadable' || element.locked) return null
  return isHolder(element) ? 'anchor' : isLine(element) ? 'to' : null
}

/** What an element holds on to; of a line each end. */
export const holdsOf = (element: AnyElement): readonly Anchor[] =>
  (isHolder(element) ? [element.anchor] : isLine(element) ? [element.from, element.to] : []).filter(
    anchor => anchor !== null,
  )

/** What an anchor holds on to, in words. */
export function heldWords({ board, annotations }: Omit<Stage, 'places'>, anchor: Anchor): string {
  if (anchor.to === 'annotation') {
    const held = annotations.elements.get(anchor.id)
    return held === undefined || held.kind === 'unreadable' ? 'something that is gone' : `a ${held.kind}`
  }
  const quantity = quantityOfKey(anchor.quantity, board.model().layers)
  return quantity === null ? 'a quantity that is gone' : quantityName(quantity)
}

const OF_THE_CHAIN = ['x', 'y', 'loss', 'gradX'] as const
const OF_A_LAYER = ['w', 'b', 'z', 'f', 'delta', 'gradW', 'gradB'] as const

/** The quantities that stand on the board, of the whole chain first, then layer by layer. */
export function quantitiesOn({ layers, biases }: Pick<Model, 'layers' | 'biases'>): readonly Quantity[] {
  const kinds = OF_A_LAYER.filter(kind => biases || (kind !== 'b' && kind !== 'gradB'))
  return [
    ...OF_THE_CHAIN.map(kind => ({ kind })),
    ...layers.flatMap((_, i) => kinds.map(kind => ({ kind, layer: i + 1 }))),
  ]
}

/** Lets an element hold on to a quantity from where it lies; the end of a line goes to it. */
export function holdOnTo(stage: Stage, id: string, quantity: Quantity): Refusal {
  const { board, annotations, places } = stage
  const which = holderOf(annotations.elements.get(id))
  const key = keyOfQuantity(quantity, board.model().layers)
  const [placed, box] = [places.get(id), key && places.quantityBox(key)]
  if (which === null || placed === undefined || key === null || !box)
    return 'That is not on the board any more.'
  if (which === 'to') {
    const anchor: Anchor = { to: 'quantity', quantity: key, dx: 0, dy: 0 }
    return setAnchor(board, id, which, anchor, { end: stepBetween(placed, middleOf(box)) })
  }
  const anchor: Anchor = { to: 'quantity', quantity: key, ...anchorOffset(placed, box) }
  return setAnchor(board, id, which, anchor, { x: placed.x, y: placed.y })
}

/** Lets go of everything that an element holds on to; it stays where it lies. */
export function letGo(stage: Stage, id: string): Refusal {
  const { board, annotations, places } = stage
  const [element, placed] = [annotations.elements.get(id), places.get(id)]
  if (element === undefined || placed === undefined) return 'It is not on the board any more.'
  const { x, y } = placed
  if (isHolder(element)) return setAnchor(board, id, 'anchor', null, { x, y })
  if (!isLine(element)) return null
  const end = placed.end ?? element.end
  return transformElements(board, new Map([[id, { x, y, end, from: null, to: null }]]))
}
