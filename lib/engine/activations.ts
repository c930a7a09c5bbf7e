import { sum } from './elementary/double-double'
import { exp, expInPlace } from './elementary/exp'
import { beside } from './elementary/exp-kernel'
import { expm1, expm1InPlace } from './elementary/expm1'
import { sigmoid, sigmoidInPlace, sigmoidWithExpInPlace } from './elementary/sigmoid'
import { softplus, softplusInPlace } from './elementary/softplus'
import { tanh, tanhWithExpInPlace } from './elementary/tanh'
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
 * f(zᵢ) into `f[i]` and f′(zᵢ) into `slopes[i]`: the same bits as from `activate` and `slope`, but what is built on
 * one exponential computes it once, and nothing is allocated.
 */
export function activateInto(
  f: Float64Array,
  slopes: Float64Array,
  i: number,
  activation: Activation,
  z: Float64Array,
): void {
  sum.high = z[i]
  switch (activation) {
    case 'tanh':
      tanhWithExpInPlace()
      f[i] = sum.high
      slopes[i] = slopeOfTanh(beside.exp)
      break
    case 'sigmoid':
      sigmoidWithExpInPlace()
      f[i] = sum.high
      slopes[i] = slopeOfSigmoid(beside.exp)
      break
    case 'relu':
      f[i] = Math.max(z[i], 0)
      slopes[i] = slopeOfKink(z[i], 0)
      break
    case 'leaky-relu':
      f[i] = z[i] > 0 ? z[i] : LEAKY_SLOPE * z[i]
      slopes[i] = slopeOfKink(z[i], LEAKY_SLOPE)
      break
    case 'identity':
      f[i] = z[i]
      slopes[i] = slopeOfKink(z[i], 1)
      break
    case 'softplus':
      softplusInPlace()
      f[i] = sum.high
      sum.high = z[i]
      sigmoidInPlace()
      slopes[i] = sum.high
      break
    case 'elu':
      expm1InPlace()
      f[i] = z[i] > 0 ? z[i] : sum.high
      sum.high = z[i]
      expInPlace()
      slopes[i] = z[i] > 0 ? 1 : sum.high
      break
    case 'silu':
      sigmoidWithExpInPlace()
      f[i] = siluFrom(sum.high, z[i])
      slopes[i] = slopeOfSilu(beside.exp, z[i])
      break
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
