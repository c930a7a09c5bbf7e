import { powerOfTwo } from './bits'
import { divide, errorOfSum, sum } from './double-double'
import { exactTanh } from './exact'
import { exp } from './exp'
import { EXP_ERROR, expKernel } from './exp-kernel'
import { nearest } from './rounding'

/** What `tanhWithExp` leaves beside its result, for the reason that the kernels have one `sum`. Read it at once. */
export const besideTanh = { exp: 0.5 }

/** tanh x, correctly rounded. */
export function tanh(x: number): number {
  const size = Math.abs(x)
  // 2⁻²⁷: x³/3 is less than half the way from x to the next double towards 0.
  if (!(size >= 7.450580596923828e-9)) return x
  // 1 − tanh 20 < 2⁻⁵⁶ is less than half the way from 1 to the next double.
  if (size > 20) return Math.sign(x)
  if (size < 0.00390625) return signed(x, nearZero(size))
  const scale = powerOfTwo(expKernel(-2 * size))
  return signed(x, fromExp(sum.high, sum.low, scale))
}

/** tanh x, and in `besideTanh.exp` exp(−2|x|), each correctly rounded: the same bits as alone, from one kernel. */
export function tanhWithExp(x: number): number {
  const size = Math.abs(x)
  if (!(size >= 0.00390625 && size <= 20)) {
    besideTanh.exp = exp(-2 * size)
    return tanh(x)
  }
  const scale = powerOfTwo(expKernel(-2 * size))
  const { high, low } = sum
  const e = nearest(high, low, EXP_ERROR)
  besideTanh.exp = Number.isNaN(e) ? exp(-2 * size) : e * scale
  return signed(x, fromExp(high, low, scale))
}

function signed(x: number, rounded: number): number {
  return Math.sign(x) * (Number.isNaN(rounded) ? exactTanh(Math.abs(x)) : rounded)
}

/**
 * x − x³/3 + 2x⁵/15 − 17x⁷/315 + 62x⁹/2835 for 0 < x < 2⁻⁸. Relative to x, the terms from x³ on are below 2⁻¹⁷·⁵ and carry six
 * roundings: 2⁻⁶⁷·⁹; what is cut off is below 2⁻⁸⁶. The test gets 2⁻⁶⁶.
 */
function nearZero(x: number): number {
  const square = x * x
  const series = -1 / 3 + square * (2 / 15 + square * (-17 / 315 + square * (62 / 2835)))
  return nearest(x, x * square * series, 1.3552527156068805e-20 * x)
}

/**
 * (1 − E)/(1 + E) with E = exp(−2x) = (high + low)·scale. E is off by less than 2⁻⁷⁶, which the quotient at most
 * doubles, and dividing adds 2⁻⁷⁶: below 3·2⁻⁷⁶. The test gets 2⁻⁷³.
 */
function fromExp(high: number, low: number, scale: number): number {
  const e = high * scale
  const eLow = low * scale
  const above = 1 - e
  const below = 1 + e
  divide(above, errorOfSum(1, -e, above) - eLow, below, errorOfSum(1, e, below) + eLow)
  return nearest(sum.high, sum.low, 1.0587911840678754e-22)
}
