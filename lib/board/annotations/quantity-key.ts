import type { Quantity } from '@/lib/notation'
import { isId } from '../schema'
import type { BoardLayer, Model } from '../types'

const PLAIN = ['x', 'y', 'eta', 'loss', 'gradX'] as const
const LAYERED = ['w', 'b', 'z', 'f', 'delta', 'gradW', 'gradB'] as const
type PlainKind = (typeof PLAIN)[number]
type LayeredKind = (typeof LAYERED)[number]

/**
 * A quantity as a document names it: `eta`, `delta/3f-2`. It names the layer by its id and not by its number, so that
 * an anchor stays with its layer when another one is added before it.
 */
export type QuantityKey = PlainKind | `${LayeredKind}/${string}`

/** A text as the key of a quantity, or undefined when it is none. */
export function readQuantityKey(value: unknown): QuantityKey | undefined {
  if (typeof value !== 'string') return undefined
  const plain = PLAIN.find(kind => kind === value)
  if (plain !== undefined) return plain
  const slash = value.indexOf('/')
  const kind = LAYERED.find(each => each === value.slice(0, slash))
  const layer = value.slice(slash + 1)
  return kind !== undefined && isId(layer) ? `${kind}/${layer}` : undefined
}

/** The id of the layer that the quantity belongs to; null for those of the whole chain. */
export function layerOfKey(key: QuantityKey): string | null {
  const slash = key.indexOf('/')
  return slash < 0 ? null : key.slice(slash + 1)
}

/** The same quantity of another layer. */
export function keyInLayer(key: QuantityKey, layer: string): QuantityKey {
  const kind = LAYERED.find(each => key.startsWith(`${each}/`))
  return kind === undefined ? key : `${kind}/${layer}`
}

/** The key of a quantity of the chain that is shown, or null when it has no such layer. */
export function keyOfQuantity(
  quantity: Quantity,
  layers: readonly Pick<BoardLayer, 'id'>[],
): QuantityKey | null {
  if (!('layer' in quantity)) return quantity.kind
  const layer = layers[quantity.layer - 1]
  return layer === undefined ? null : `${quantity.kind}/${layer.id}`
}

/** The quantity under a key, with its layer's number in the chain that is shown; null when the layer is gone. */
export function quantityOfKey(key: QuantityKey, layers: readonly Pick<BoardLayer, 'id'>[]): Quantity | null {
  const plain = PLAIN.find(kind => kind === key)
  if (plain !== undefined) return { kind: plain }
  const kind = LAYERED.find(each => key.startsWith(`${each}/`))
  const place = layers.findIndex(({ id }) => id === layerOfKey(key))
  return kind === undefined || place < 0 ? null : { kind, layer: place + 1 }
}

/** Whether a quantity is on the board: its layer is, and a bias only while the biases take part. */
export function isOnBoard(key: QuantityKey, { layers, biases }: Pick<Model, 'layers' | 'biases'>): boolean {
  const quantity = quantityOfKey(key, layers)
  if (quantity === null) return false
  return biases || (quantity.kind !== 'b' && quantity.kind !== 'gradB')
}
