import type * as Y from 'yjs'
import type { Board } from '../board'
import { isId } from '../schema'
import { openAnnotations } from './annotations'
import { annotate, elementMap } from './edit'
import { LAYERS, type Layer, layerOf } from './element'
import { MAX_ELEMENTS } from './limits'
import { inLayer, ordersOnTop, roomAt } from './orders'
import { FULL, NOT_SO, type Refusal, TAKEN } from './refusal'
import { type NewElement, type Writing, writeElement, writingOf } from './write-element'

/**
 * Adds elements on top of their layers, in the order given, under the ids that they bring (`newElementId`). Refused as a whole when
 * one of them is no element, is there already, or the board is full.
 */
export function addElements(board: Board, elements: readonly NewElement[]): Refusal {
  const writings: Writing[] = []
  for (const element of elements) {
    const writing = writingOf(element.id, element.kind, element)
    if (typeof writing === 'string') return writing
    writings.push(writing)
  }
  return addWritings(board, writings)
}

/** `addElements` for what has been read already. `orders` are theirs when the board has no others. */
export function addWritings(board: Board, writings: readonly Writing[], orders?: readonly string[]): Refusal {
  const { elements } = openAnnotations(board)
  const ids = new Set(writings.map(({ id }) => id))
  if (ids.size < writings.length || !writings.every(({ id }) => isId(id))) return NOT_SO
  if (writings.some(({ id }) => elements.has(id))) return TAKEN
  if (writings.length + elements.size > MAX_ELEMENTS) return FULL
  if (writings.length === 0) return null
  return annotate(board, root => {
    if (orders === undefined) putOnTop(board, root, writings)
    else for (const [i, writing] of writings.entries()) writeElement(root, writing, orders[i])
  })
}

function putOnTop(board: Board, root: Y.Map<unknown>, writings: readonly Writing[]): void {
  const { elements } = openAnnotations(board)
  for (const layer of LAYERS) {
    const own = writings.filter(({ kind }) => layerOf(kind) === layer)
    if (own.length === 0) continue
    const orders = ordersOnTop(elements, layer, own.length) ?? mendedOrders(board, root, layer, own.length)
    for (const [i, writing] of own.entries()) writeElement(root, writing, orders[i])
  }
}

function mendedOrders(board: Board, root: Y.Map<unknown>, layer: Layer, count: number): readonly string[] {
  const below = inLayer(openAnnotations(board).elements, layer)
  const orders = below.map(({ order }) => order)
  const { own, mended } = roomAt(orders, below.length, count)
  for (const [i, order] of mended) elementMap(root, below[i].id)?.set('order', order)
  return own
}
