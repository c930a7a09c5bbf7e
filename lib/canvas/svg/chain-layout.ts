import type { QuantityKey } from '@/lib/board'
import { type Box, boxAt } from '../box'

/**
 * Where the parts of the chain stand, in world px, with its top left corner at 0, 0: the measures of
 * `app/_board/chain/Chain.module.css`. On the page the browser lays the chain out; a picture is made where there is no browser.
 */
export interface ChainLayout {
  readonly box: Box
  /** The left edges of the input, of each layer, of the loss and of the target. */
  readonly input: number
  readonly layers: readonly number[]
  readonly loss: number
  readonly target: number
  readonly head: Row
  readonly forward: Row
  readonly axis: Row
  readonly bias: Row
  readonly backward: Row
}

interface Row {
  readonly top: number
  readonly height: number
}

export const INPUT_WIDTH = 108
export const EDGE_WIDTH = 124
export const NODE_WIDTH = 156
export const LOSS_EDGE_WIDTH = 44
export const LOSS_NODE_WIDTH = 112
export const TARGET_WIDTH = 108
const SIDE = 32

/** A derived value: its symbol, its number and its bar. */
export const VALUE = { width: 76, height: 56.5 } as const
/** A parameter: its symbol, its number and its slider. */
export const FIELD = { width: 100, height: 91 } as const
const BIAS_FIELD = { width: 129, height: 60 } as const
/** Above the first value under the backward line. */
export const BACKWARD_PADDING = 16

export function layoutChain(depth: number, hasBiases: boolean): ChainLayout {
  const heights = hasBiases ? [36, 68, 118, 60, 132] : [40, 68, 118, 0, 84]
  const padding = hasBiases ? 0 : 16
  let top = padding
  const [head, forward, axis, bias, backward] = heights.map(height => {
    const row = { top, height }
    top += height
    return row
  })
  const layer = EDGE_WIDTH + NODE_WIDTH
  const first = SIDE + INPUT_WIDTH
  const loss = first + depth * layer
  const target = loss + LOSS_EDGE_WIDTH + LOSS_NODE_WIDTH
  return {
    box: { minX: 0, minY: 0, maxX: target + TARGET_WIDTH + SIDE, maxY: top + padding },
    input: SIDE,
    layers: Array.from({ length: depth }, (_, i) => first + i * layer),
    loss,
    target,
    head,
    forward,
    axis,
    bias,
    backward,
  }
}

const middle = ({ top, height }: Row): number => top + height / 2

/** The boxes of all quantities that the chain shows, by their keys; `layerIds` from the first layer. */
export function quantityBoxes(
  layout: ChainLayout,
  layerIds: readonly string[],
  hasBiases: boolean,
): ReadonlyMap<QuantityKey, Box> {
  const boxes = new Map<QuantityKey, Box>()
  const field = (
    key: QuantityKey,
    centre: number,
    y: number,
    { width, height }: typeof FIELD | typeof BIAS_FIELD,
  ) => boxes.set(key, boxAt({ x: centre - width / 2, y: y - height / 2 }, width, height))
  const value = (key: QuantityKey, left: number, top: number) =>
    boxes.set(key, boxAt({ x: left, y: top }, VALUE.width, VALUE.height))
  const backward = layout.backward.top + BACKWARD_PADDING
  const axis = middle(layout.axis)

  field('x', layout.input + INPUT_WIDTH / 2, axis, FIELD)
  value('gradX', layout.input + (INPUT_WIDTH - VALUE.width) / 2, backward)
  for (const [i, id] of layerIds.entries()) {
    const edge = layout.layers[i]
    const node = edge + EDGE_WIDTH
    const edgeValue = edge + (EDGE_WIDTH - VALUE.width) / 2
    field(`w/${id}`, edge + EDGE_WIDTH / 2, axis, FIELD)
    if (hasBiases) field(`b/${id}`, edge + EDGE_WIDTH / 2, middle(layout.bias), BIAS_FIELD)
    value(`z/${id}`, node + 1, layout.forward.top)
    value(`f/${id}`, node + 3 + VALUE.width, layout.forward.top)
    value(`gradW/${id}`, edgeValue, backward)
    if (hasBiases) value(`gradB/${id}`, edgeValue, backward + VALUE.height)
    value(`delta/${id}`, node + (NODE_WIDTH - VALUE.width) / 2, backward)
  }
  const lossNode = layout.loss + LOSS_EDGE_WIDTH
  value('loss', lossNode + (LOSS_NODE_WIDTH - VALUE.width) / 2, layout.forward.top)
  field('y', layout.target + TARGET_WIDTH / 2, axis, FIELD)
  return boxes
}
