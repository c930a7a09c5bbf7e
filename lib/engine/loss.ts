import { sigmoid } from './elementary/sigmoid'
import { softplus } from './elementary/softplus'
import type { Activation, Loss } from './types'

/**
 * 𝓛(y, f_L) for the last unit (`activation`, `z` = z_L, `f` = f_L).
 *
 *     squared       (y − f)²
 *     half-squared  (y − f)²/2
 *     absolute      |y − f|
 *     hinge         max(0, 1 − y·f)                 y is −1 or 1
 *     logistic      log(1 + eˢ) − y·s               y in [0, 1]
 *
 * The logistic loss is the cross-entropy −y·log σ(s) − (1 − y)·log(1 − σ(s)), read from the logit s: z_L when the
 * last activation is the sigmoid, otherwise f_L itself. It is summed as log(1 + e^−|s|) + (1 − y)·s for s > 0
 * and log(1 + e^−|s|) − y·s otherwise: equal on paper, without overflow, and without cancellation for y in [0, 1].
 */
export function lossOf(loss: Loss, activation: Activation, z: number, f: number, y: number): number {
  switch (loss) {
    case 'squared':
      return (y - f) * (y - f)
    case 'half-squared':
      return ((y - f) * (y - f)) / 2
    case 'absolute':
      return Math.abs(y - f)
    case 'hinge':
      return Math.max(0, 1 - y * f)
    case 'logistic':
      return crossEntropy(activation === 'sigmoid' ? z : f, y)
  }
}

/**
 * ∂𝓛/∂f_L, except for the logistic loss, where it is ∂𝓛/∂s: the same thing unless the last activation
 * is the sigmoid (see `deltaOfLastUnit`, which knows the difference).
 * Kinks: the absolute loss has slope 0 at y = f, the hinge has slope 0 at y·f = 1.
 */
export function slopeOfLoss(loss: Loss, f: number, y: number): number {
  switch (loss) {
    case 'squared':
      return 2 * (f - y)
    case 'half-squared':
      return f - y
    case 'absolute':
      return Math.sign(f - y)
    case 'hinge':
      return y * f >= 1 ? 0 : -y
    case 'logistic':
      return slopeOfCrossEntropy(f, y)
  }
}

function crossEntropy(s: number, y: number): number {
  const weight = s > 0 ? 1 - y : y
  // A sure and right answer costs nothing, even when the logit has overflowed: 0·∞ is 0 here.
  const linear = weight === 0 ? 0 : weight * Math.abs(s)
  return softplus(-Math.abs(s)) + linear
}

/** σ(s) − y; for s > 0 as (1 − y) − σ(−s), so that a confident unit keeps a meaningful δ. */
export function slopeOfCrossEntropy(s: number, y: number): number {
  return s > 0 ? 1 - y - sigmoid(-s) : sigmoid(s) - y
}
