import { exp } from './elementary/exp'
import { expm1 } from './elementary/expm1'
import { besideSigmoid, sigmoid, sigmoidWithExp } from './elementary/sigmoid'
import { softplus } from './elementary/softplus'
import { besideTanh, tanh, tanhWithExp } from './elementary/tanh'
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
      return siluFrom(sigmoid(z), z)
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
      return slopeOfTanh(exp(-2 * Math.abs(z)))
    case 'sigmoid':
      return slopeOfSigmoid(exp(-Math.abs(z)))
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
      return slopeOfSilu(exp(-Math.abs(z)), z)
  }
}

/**
 * f(z) into `f[i]` and f′(z) into `slopes[i]`: the same bits as from `activate` and `slope`, but the functions that are
 * built on one exponential compute it once. Two arrays, because a returned pair would be an allocation for each unit.
 */
export function activateInto(
  f: Float64Array,
  slopes: Float64Array,
  i: number,
  activation: Activation,
  z: number,
): void {
  switch (activation) {
    case 'tanh':
      f[i] = tanhWithExp(z)
      slopes[i] = slopeOfTanh(besideTanh.exp)
      break
    case 'sigmoid':
      f[i] = sigmoidWithExp(z)
      slopes[i] = slopeOfSigmoid(besideSigmoid.exp)
      break
    case 'silu':
      f[i] = siluFrom(sigmoidWithExp(z), z)
      slopes[i] = slopeOfSilu(besideSigmoid.exp, z)
      break
    default:
      f[i] = activate(activation, z)
      slopes[i] = slope(activation, z)
  }
}

/** 1 − tanh²(z) = 4e/(1 + e)² with e = exp(−2|z|). */
function slopeOfTanh(e: number): number {
  return (4 * e) / ((1 + e) * (1 + e))
}

/** σ(z)(1 − σ(z)) = e/(1 + e)² with e = exp(−|z|). */
function slopeOfSigmoid(e: number): number {
  return e / ((1 + e) * (1 + e))
}

function slopeOfKink(z: number, left: number): number {
  if (Number.isNaN(z)) return z
  return z > 0 ? 1 : left
}

/** z·σ(z). −∞·σ(−∞) would be −∞·0; the limit is −0. */
function siluFrom(sigmoidOfZ: number, z: number): number {
  return z === -Infinity ? -0 : z * sigmoidOfZ
}

/** σ(z)(1 + z·σ(−z)), over the common denominator (1 + e)² with e = exp(−|z|), so that nothing overflows. */
function slopeOfSilu(e: number, z: number): number {
  if (z === Infinity) return 1
  if (z === -Infinity) return 0
  const numerator = z < 0 ? e * (1 + z + e) : 1 + e * (1 + z)
  return numerator / ((1 + e) * (1 + e))
}
