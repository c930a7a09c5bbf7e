import { activate } from './activations'
import { lossOf } from './loss'
import type { Chain, Forward, Layer, Loss } from './types'

/**
 * The forward pass:
 *
 *     z₁ = x·w₁ (+ b₁)
 *     zᵢ = fᵢ₋₁·wᵢ (+ bᵢ)
 *     fᵢ = f(zᵢ)
 *
 * from layer 1 to layer L, then the loss 𝓛(y, f_L). Each operation is rounded on its own, the product before
 * the sum; a layer without bias adds nothing. Takes a chain of at least one layer.
 */
export function forward({ layers, x, y, loss }: Chain): Forward {
  const z = new Float64Array(layers.length)
  const f = new Float64Array(layers.length)
  forwardInto(z, f, layers, x)
  return { z, f, loss: lossOfOutput(layers, loss, y, z, f) }
}

/** The forward pass without the loss, into arrays of the caller: the form that a run repeats without allocating. */
export function forwardInto(z: Float64Array, f: Float64Array, layers: readonly Layer[], x: number): void {
  let signal = x
  for (let i = 0; i < layers.length; i++) {
    const { w, b, activation } = layers[i]
    const product = signal * w
    const sum = b === undefined ? product : product + b
    signal = activate(activation, sum)
    z[i] = sum
    f[i] = signal
  }
}

/** 𝓛(y, f_L) of a forward pass that stands in `z` and `f`. */
export function lossOfOutput(
  layers: readonly Layer[],
  loss: Loss,
  y: number,
  z: Float64Array,
  f: Float64Array,
): number {
  const last = layers.length - 1
  return lossOf(loss, layers[last].activation, z[last], f[last], y)
}
