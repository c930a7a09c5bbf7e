import { activateInto } from './activations'
import { lossOf } from './loss'
import type { Loss } from './types'
import type { Workspace } from './workspace'

/**
 * The forward pass:
 *
 *     z₁ = x·w₁ (+ b₁)
 *     zᵢ = fᵢ₋₁·wᵢ (+ bᵢ)
 *     fᵢ = f(zᵢ)
 *
 * from layer 1 to layer L, and f′(zᵢ) for the way back. Each operation is rounded on its own, the product before
 * the sum; a layer without bias adds nothing.
 */
export function forwardInto({ activations, w, b, z, f, slopes }: Workspace, x: number): void {
  let signal = x
  for (let i = 0; i < z.length; i++) {
    z[i] = signal * w[i] + b[i]
    activateInto(f, slopes, i, activations[i], z)
    signal = f[i]
  }
}

/** 𝓛(y, f_L) of the forward pass that stands in the workspace. */
export function lossIn({ activations, z, f }: Workspace, loss: Loss, y: number): number {
  const last = z.length - 1
  return lossOf(loss, activations[last], z[last], f[last], y)
}
