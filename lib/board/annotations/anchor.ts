import { isId } from '../schema'
import { type QuantityKey, readQuantityKey } from './quantity-key'
import { readCoordinate } from './values'

/**
 * What an element holds on to, and where it lies seen from the middle of that, in world units. It follows a quantity of
 * the chain or another annotation.
 */
export type Anchor =
  | { readonly to: 'quantity'; readonly quantity: QuantityKey; readonly dx: number; readonly dy: number }
  | { readonly to: 'annotation'; readonly id: string; readonly dx: number; readonly dy: number }

/** A plain value as an anchor; null holds on to nothing, undefined is no anchor. */
export function readAnchor(value: unknown): Anchor | null | undefined {
  if (value === null) return null
  if (typeof value !== 'object') return undefined
  const { to, id, quantity, dx, dy }: Partial<Record<string, unknown>> = { ...value }
  const [x, y] = [readCoordinate(dx), readCoordinate(dy)]
  if (x === undefined || y === undefined) return undefined
  if (to === 'annotation') return isId(id) ? { to, id, dx: x, dy: y } : undefined
  if (to !== 'quantity') return undefined
  const key = readQuantityKey(quantity)
  return key === undefined ? undefined : { to, quantity: key, dx: x, dy: y }
}
