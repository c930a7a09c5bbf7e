import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type * as Y from 'yjs'

/** Keys grow when many are put into the same gap; beyond this length the whole list gets short ones again. */
const MAX_ORDER = 100

/** Orders for a new list of `count` rows. */
export const firstOrders = (count: number): string[] => generateNKeysBetween(null, null, count)

/**
 * The order that puts a new row at `index` among `rows`, which stand in order. Usually a key between its
 * neighbours. Where there is none (two people inserted at the same place and their keys are equal, or a
 * key is foreign or too long), every row gets a new order.
 */
export function orderAt(rows: readonly Y.Map<unknown>[], index: number): string {
  const between = keyBetween(rows[index - 1]?.get('order'), rows[index]?.get('order'))
  if (between !== null && between.length <= MAX_ORDER) return between
  const orders = firstOrders(rows.length + 1)
  const [own = ''] = orders.splice(index, 1)
  for (const [i, row] of rows.entries()) row.set('order', orders[i])
  return own
}

function keyBetween(before: unknown, after: unknown): string | null {
  try {
    return generateKeyBetween(asKey(before), asKey(after))
  } catch {
    return null // Equal keys, or one that this library did not make.
  }
}

const asKey = (order: unknown): string | null => (typeof order === 'string' ? order : null)
