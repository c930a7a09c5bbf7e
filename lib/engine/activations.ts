import { exp } from './elementary/exp'
import { expm1 } from './elementary/expm1'
import { sigmoid } from './elementary/sigmoid'
import { softplus } from './elementary/softplus'
import { tanh } from './elementary/tanh'
import type { Activation } from './types'

const LEAKY_SLOPE = 0.01

/**
 * f(z). Every operation is rounded to the nearest double: tanh, sigmoid, softplus and ELU (α = 1) once,
 * SiLU twice (σ(z), then z·σ(z)). NaN in, NaN out.
 */
export function activate(activation: Activation, z: number): number {
  switch (activation) {
    case 'tanh':
      return tanh(z)
    case 'sigmoid':
      return sigmoid(z)
    case 'relu':
      return Math.max(z, 0)
    case 'leaky-relu':
      return z > 0 ? z : LEAKY_SLOPE * z
    case 'identity':
      return z
    case 'softplus':
      return softplus(z)
    case 'elu':
      return z > 0 ? z : expm1(z)
    case 'silu':
      // −∞·σ(−∞) would be −∞·0; the limit is −0.
      return z === -Infinity ? -0 : z * sigmoid(z)
  }
}

/**
 * f′(z), computed from z. The textbook writes 1 − f² and f(1 − f), which are the same numbers on paper, but
 * once f has been rounded to ±1 they are 0; from z a saturated unit keeps a meaningful slope.
 *
 * Kinks take the slope of the left side: ReLU′(0) = 0 and leaky ReLU′(0) = 0.01. NaN in, NaN out.
 */
export function slope(activation: Activation, z: number): number {
  switch (activation) {
    case 'tanh':
      return slopeOfTanh(z)
    case 'sigmoid':
      return slopeOfSigmoid(z)
    case 'relu':
      return slopeOfKink(z, 0)
    case 'leaky-relu':
      return slopeOfKink(z, LEAKY_SLOPE)
    case 'identity':
      return slopeOfKink(z, 1)
    case 'softplus':
      return sigmoid(z)
    case 'elu':
      return z > 0 ? 1 : exp(z)
    case 'silu':
      return slopeOfSilu(z)
  }
}

/** 1 − tanh²(z) = 4e/(1 + e)² with e = exp(−2|z|). */
function slopeOfTanh(z: number): number {
  const e = exp(-2 * Math.abs(z))
  return (4 * e) / ((1 + e) * (1 + e))
}

/** σ(z)(1 − σ(z)) = e/(1 + e)² with e = exp(−|z|). */
function slopeOfSigmoid(z: number): number {
  const e = exp(-Math.abs(z))
  return e / ((1 + e) * (1 + e))
}

function slopeOfKink(z: number, left: number): number {
  if (Number.isNaN(z)) return z
  return z > 0 ? 1 : left
}

/** σ(z)(1 + z·σ(−z)), over the common denominator (1 + e)² with e = exp(−|z|), so that nothing overflows. */
function slopeOfSilu(z: number): number {
  if (z === Infinity) return 1
  if (z === -Infinity) return 0
  const e = exp(-Math.abs(z))
  const numerator = z < 0 ? e * (1 + z + e) : 1 + e * (1 + z)
  return numerator / ((1 + e) * (1 + e))
}
