import { forwardInto, lossIn } from './forward'
import { slopeOfCrossEntropy, slopeOfLoss } from './loss'
import type { Chain, Loss, Passes } from './types'
import { type Workspace, workspaceFor } from './workspace'

/**
 * The backward pass after a forward pass from the same x, with f₀ = x:
 *
 *     δ_L = f′(z_L)·∂𝓛/∂f_L
 *     δᵢ = f′(zᵢ)·wᵢ₊₁·δᵢ₊₁
 *     ∂𝓛/∂wᵢ = fᵢ₋₁·δᵢ
 *
 * from layer L down to layer 1; ∂𝓛/∂bᵢ = δᵢ. Products are rounded from left to right.
 */
export function backwardInto(workspace: Workspace, loss: Loss, x: number, y: number): void {
  const { w, f, slopes, delta, gradW } = workspace
  const last = w.length - 1
  delta[last] = deltaOfLastUnit(workspace, loss, y)
  for (let i = last; i > 0; i--) {
    gradW[i] = f[i - 1] * delta[i]
    delta[i - 1] = slopes[i - 1] * w[i] * delta[i]
  }
  gradW[0] = x * delta[0]
}

/** Both passes over one chain of at least one layer; then ∂𝓛/∂x = w₁·δ₁. */
export function evaluate({ layers, x, y, loss }: Chain): Passes {
  const workspace = workspaceFor(layers)
  forwardInto(workspace, x)
  backwardInto(workspace, loss, x, y)
  const { w, z, f, delta, gradW } = workspace
  return { z, f, loss: lossIn(workspace, loss, y), delta, gradW, gradX: w[0] * delta[0] }
}

/** Under the logistic loss a last sigmoid has δ_L = f_L − y, because f′(z_L) cancels on paper. */
function deltaOfLastUnit({ activations, z, f, slopes }: Workspace, loss: Loss, y: number): number {
  const last = z.length - 1
  if (loss === 'logistic' && activations[last] === 'sigmoid') return slopeOfCrossEntropy(z[last], y)
  return slopes[last] * slopeOfLoss(loss, f[last], y)
}
