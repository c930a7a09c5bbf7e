import { powerOfTwo } from './bits'
import { divide, errorOfSum, sum } from './double-double'
import { exactTanh } from './exact'
import { expKernel } from './exp-kernel'
import { nearest } from './rounding'

/** tanh x, correctly rounded. */
export function tanh(x: number): number {
  const size = Math.abs(x)
  // 2⁻²⁷: x³/3 is less than half the way from x to the next double towards 0.
  if (!(size >= 7.450580596923828e-9)) return x
  // 1 − tanh 20 < 2⁻⁵⁶ is less than half the way from 1 to the next double.
  if (size > 20) return Math.sign(x)
  const rounded = size < 0.00390625 ? nearZero(size) : awayFromZero(size)
  return Math.sign(x) * (Number.isNaN(rounded) ? exactTanh(size) : rounded)
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
 * (1 − E)/(1 + E) with E = exp(−2x). E is off by less than 2⁻⁷⁶, which the quotient at most doubles, and
 * dividing adds 2⁻⁷⁶: below 3·2⁻⁷⁶. The test gets 2⁻⁷³.
 */
function awayFromZero(x: number): number {
  const scale = powerOfTwo(expKernel(-2 * x))
  const e = sum.high * scale
  const eLow = sum.low * scale
  const above = 1 - e
  const below = 1 + e
  divide(above, errorOfSum(1, -e, above) - eLow, below, errorOfSum(1, e, below) + eLow)
  return nearest(sum.high, sum.low, 1.0587911840678754e-22)
}
