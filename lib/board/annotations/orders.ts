import { generateNKeysBetween } from 'fractional-indexing'
import { byText } from '../smallest'
import type { AnyElement, Element, Layer } from './element'
import { layerOf } from './element'

/** Keys grow when many are put into the same gap; beyond this length their neighbours get short ones as well. */
const MAX_ORDER = 60

export const byOrder = (a: Element, b: Element): number => byText(a.order, b.order) || byText(a.id, b.id)

/** The elements of one layer, from the bottom. */
export function inLayer(elements: ReadonlyMap<string, AnyElement>, layer: Layer): Element[] {
  const found: Element[] = []
  for (const element of elements.values()) {
    if (element.kind !== 'unreadable' && layerOf(element.kind) === layer) found.push(element)
  }
  return found.sort(byOrder)
}

/** Orders for `count` elements on top of a layer, or null when its elements need new ones for that: see `roomAt`. */
export function ordersOnTop(
  elements: ReadonlyMap<string, AnyElement>,
  layer: Layer,
  count: number,
): readonly string[] | null {
  let top: string | null = null
  for (const element of elements.values()) {
    if (element.kind === 'unreadable' || layerOf(element.kind) !== layer) continue
    if (top === null || element.order > top) top = element.order
  }
  return keysBetween(top, null, count)
}

/** The new orders that make room for others, by place in the list, and the orders of those others. */
export interface Room {
  readonly own: readonly string[]
  readonly mended: ReadonlyMap<number, string>
}

/**
 * Orders for `count` elements that are put before `orders[index]`. Usually keys between its neighbours. Where there are
 * none (two people put something at the same place and have equal keys; a key is foreign or too long), as many neighbours
 * as need be get new orders.
 *
 * @param orders of the elements that stay, from the bottom
 */
export function roomAt(orders: readonly string[], index: number, count: number): Room {
  for (let reach = 0; ; reach = 2 * reach + 1) {
    const start = Math.max(0, index - reach)
    const end = Math.min(orders.length, index + reach)
    const keys = keysBetween(orders[start - 1] ?? null, orders[end] ?? null, end - start + count)
    if (keys !== null || (start === 0 && end === orders.length)) {
      const all = keys ?? generateNKeysBetween(null, null, end - start + count)
      const own = all.slice(index - start, index - start + count)
      const mended = new Map<number, string>()
      for (let i = start; i < end; i++) mended.set(i, all[i < index ? i - start : i - start + count])
      return { own, mended }
    }
  }
}

function keysBetween(before: string | null, after: string | null, count: number): string[] | null {
  try {
    const keys = generateNKeysBetween(before, after, count)
    return keys.every(key => key.length <= MAX_ORDER) ? keys : null
  } catch {
    return null // Equal keys, or one that this library did not make.
  }
}
