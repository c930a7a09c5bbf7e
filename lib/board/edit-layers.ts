import * as Y from 'yjs'
import type { Activation } from '@/lib/engine'
import type { Board } from './board'
import { edit, editableLayer } from './edit'
import { MAX_LAYERS } from './limits'
import { orderAt } from './order'
import { freshId, paramKey } from './schema'
import { DEFAULTS, isActivation } from './values'

/** Sets the activation of one layer. */
export function setActivation(board: Board, layerId: string, activation: Activation, at?: number): boolean {
  const layer = editableLayer(board, layerId)
  if (layer === null || !isActivation(activation)) return false
  if (layer.activation === activation) return true
  return edit(board, at, ({ layers }) => setEntry(layers, layerId, activation))
}

/** Sets the activation of every layer. */
export function setAllActivations(board: Board, activation: Activation, at?: number): boolean {
  const others = board.model().layers.filter(layer => layer.activation !== activation)
  if (!isActivation(activation)) return false
  if (others.length === 0) return true
  return edit(board, at, ({ layers }) => {
    for (const { id } of others) setEntry(layers, id, activation)
  })
}

/**
 * Adds a layer so that it becomes `layers[index]`, with weight 0.5 and the activation of the layer before it.
 *
 * @param index 0 (before the first) to the number of layers (after the last); others are clamped
 * @returns the new layer's id, or null when the board is full or cannot be edited
 */
export function addLayer(board: Board, index: number, at?: number): string | null {
  const { layers: shown, run: current } = board.model()
  if (shown.length >= MAX_LAYERS || !Number.isInteger(index)) return null
  const place = Math.max(0, Math.min(shown.length, index))
  const neighbour = shown[place - 1] ?? shown[place]
  const activation = neighbour?.activation ?? DEFAULTS.activation
  const id = freshId(board.doc)
  const added = edit(board, at, ({ layers, params, run }) => {
    const rows = shown.map(layer => layers.get(layer.id)).filter(row => row instanceof Y.Map)
    const order = orderAt(rows, Math.min(place, rows.length))
    layers.set(id, new Y.Map<unknown>(Object.entries({ chain: current.chain, order, activation })))
    params.set(paramKey(run, id, 'w'), DEFAULTS.w)
  })
  return added ? id : null
}

/** Removes a layer; the last one stays. Its parameters stay in the document, for undo. */
export function removeLayer(board: Board, layerId: string, at?: number): boolean {
  if (board.model().layers.length <= 1 || editableLayer(board, layerId) === null) return false
  return edit(board, at, ({ layers }) => layers.delete(layerId))
}

function setEntry(layers: Y.Map<unknown>, layerId: string, activation: Activation): void {
  const layer = layers.get(layerId)
  if (layer instanceof Y.Map) layer.set('activation', activation)
}
