import { slope } from './activations'
import { forward } from './forward'
import { slopeOfCrossEntropy, slopeOfLoss } from './loss'
import type { Backward, Chain, Forward, Layer, Loss, Passes } from './types'

/**
 * The backward pass, with f₀ = x:
 *
 *     δ_L = f′(z_L)·∂𝓛/∂f_L
 *     δᵢ = f′(zᵢ)·wᵢ₊₁·δᵢ₊₁
 *     ∂𝓛/∂wᵢ = fᵢ₋₁·δᵢ
 *
 * from layer L down to layer 1; then ∂𝓛/∂x = w₁·δ₁, and ∂𝓛/∂bᵢ = δᵢ. Products are rounded from left to right.
 * Under the logistic loss a last sigmoid has δ_L = f_L − y, because f′(z_L) cancels on paper.
 */
export function backward(chain: Chain, { z, f }: Pick<Forward, 'z' | 'f'>): Backward {
  const { layers, x, y, loss } = chain
  const delta = new Float64Array(layers.length)
  const gradW = new Float64Array(layers.length)
  deltasInto(delta, layers, loss, y, z, f)
  for (let i = 0; i < layers.length; i++) gradW[i] = (i === 0 ? x : f[i - 1]) * delta[i]
  return { delta, gradW, gradX: layers[0].w * delta[0] }
}

/** Both passes over one chain. */
export function evaluate(chain: Chain): Passes {
  const passed = forward(chain)
  return { ...passed, ...backward(chain, passed) }
}

/** δ of every layer into an array of the caller: the form that a run repeats without allocating. */
export function deltasInto(
  delta: Float64Array,
  layers: readonly Layer[],
  loss: Loss,
  y: number,
  z: Float64Array,
  f: Float64Array,
): void {
  const last = layers.length - 1
  delta[last] = deltaOfLastUnit(layers[last], loss, y, z[last], f[last])
  for (let i = last - 1; i >= 0; i--) {
    delta[i] = slope(layers[i].activation, z[i]) * layers[i + 1].w * delta[i + 1]
  }
}

function deltaOfLastUnit({ activation }: Layer, loss: Loss, y: number, z: number, f: number): number {
  if (loss === 'logistic' && activation === 'sigmoid') return slopeOfCrossEntropy(z, y)
  return slope(activation, z) * slopeOfLoss(loss, f, y)
}
