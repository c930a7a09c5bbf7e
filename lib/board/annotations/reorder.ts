import type { Board } from '../board'
import { openAnnotations } from './annotations'
import { annotate, editable, elementMap } from './edit'
import { type Element, LAYERS, layerOf } from './element'
import { inLayer, roomAt } from './orders'
import type { Refusal } from './refusal'

export type Direction = 'front' | 'forward' | 'backward' | 'back'

/**
 * Brings elements to the front or back of their layers, or past the next element there. They keep their order among
 * one another.
 */
export function reorderElements(board: Board, ids: Iterable<string>, direction: Direction): Refusal {
  const elements = editable(board, ids)
  if (typeof elements === 'string') return elements
  const chosen = new Set(elements.map(({ id }) => id))
  const orders = new Map<string, string>()
  for (const layer of LAYERS) {
    if (!elements.some(({ kind }) => layerOf(kind) === layer)) continue
    const all = inLayer(openAnnotations(board).elements, layer)
    for (const [id, order] of newOrders(all, chosen, direction)) orders.set(id, order)
  }
  if (orders.size === 0) return null
  return annotate(board, root => {
    for (const [id, order] of orders) elementMap(root, id)?.set('order', order)
  })
}

/** The orders that have to change, by id. */
function newOrders(
  all: readonly Element[],
  chosen: ReadonlySet<string>,
  direction: Direction,
): ReadonlyMap<string, string> {
  const orders = new Map<string, string>()
  const moved = all.filter(({ id }) => chosen.has(id))
  const others = all.filter(({ id }) => !chosen.has(id))
  const place = placeAmong(all, chosen, others.length, direction)
  const after = [...others.slice(0, place), ...moved, ...others.slice(place)]
  if (after.every(({ id }, i) => id === all[i].id)) return orders
  const { own, mended } = roomAt(
    others.map(({ order }) => order),
    place,
    moved.length,
  )
  for (const [i, { id }] of moved.entries()) orders.set(id, own[i])
  for (const [i, order] of mended) orders.set(others[i].id, order)
  return orders
}

/** How many of the others lie below the moved ones afterwards. */
function placeAmong(
  all: readonly Element[],
  chosen: ReadonlySet<string>,
  others: number,
  direction: Direction,
): number {
  if (direction === 'back') return 0
  if (direction === 'front') return others
  const isChosen = all.map(({ id }) => chosen.has(id))
  const [first, last] = [isChosen.indexOf(true), isChosen.lastIndexOf(true)]
  const below = (end: number) => isChosen.slice(0, end).filter(is => !is).length
  return direction === 'forward' ? Math.min(others, below(last) + 1) : Math.max(0, below(first) - 1)
}
