import { powerOfTwo } from './bits'
import { divide, divisor, errorOfSum, sum } from './double-double'
import { exactExp, exactTanh } from './exact'
import { expInPlace } from './exp'
import { beside, expKernel, keepExp } from './exp-kernel'
import { settle } from './rounding'

/** tanh x, correctly rounded. */
export function tanh(x: number): number {
  sum.high = x
  tanhInPlace()
  return sum.high
}

/** Replaces x = sum.high by tanh x. */
export function tanhInPlace(): void {
  const x = sum.high
  const size = Math.abs(x)
  // 2⁻²⁷: x³/3 is less than half the way from x to the next double towards 0.
  if (!(size >= 7.450580596923828e-9)) return
  // 1 − tanh 20 < 2⁻⁵⁶ is less than half the way from 1 to the next double.
  if (size > 20) sum.high = Math.sign(x)
  else
    sum.high =
      Math.sign(x) * ((size < 0.00390625 ? nearZero(size) : awayFromZero(size)) ? sum.high : exactTanh(size))
}

/** Replaces x = sum.high by tanh x and leaves exp(−2|x|) in `beside.exp`: the bits of both alone, from one kernel. */
export function tanhWithExpInPlace(): void {
  const x = sum.high
  const size = Math.abs(x)
  sum.high = -2 * size
  if (size >= 0.00390625 && size <= 20) {
    const k = expKernel()
    if (!keepExp(k)) beside.exp = exactExp(-2 * size)
    sum.high = Math.sign(x) * (fromExp(k) ? sum.high : exactTanh(size))
  } else {
    expInPlace()
    beside.exp = sum.high
    sum.high = x
    tanhInPlace()
  }
}

/**
 * x − x³/3 + 2x⁵/15 − 17x⁷/315 + 62x⁹/2835 for 0 < x < 2⁻⁸. Relative to x, the terms from x³ on are below 2⁻¹⁷·⁵ and carry six
 * roundings: 2⁻⁶⁷·⁹; what is cut off is below 2⁻⁸⁶. The test gets 2⁻⁶⁶.
 */
function nearZero(x: number): boolean {
  const square = x * x
  const series = -1 / 3 + square * (2 / 15 + square * (-17 / 315 + square * (62 / 2835)))
  sum.high = x
  sum.low = x * square * series
  return settle(1.3552527156068805e-20 * x)
}

function awayFromZero(x: number): boolean {
  sum.high = -2 * x
  return fromExp(expKernel())
}

/**
 * (1 − E)/(1 + E) with E = exp(−2x) = `sum`·2ᵏ. E is off by less than 2⁻⁷⁶, which the quotient at most doubles, and
 * dividing adds 2⁻⁷⁷: below 3·2⁻⁷⁶. The test gets 2⁻⁷³.
 */
function fromExp(k: number): boolean {
  const scale = powerOfTwo(k)
  const e = sum.high * scale
  const eLow = sum.low * scale
  const above = 1 - e
  const below = 1 + e
  sum.high = above
  sum.low = errorOfSum(1, -e, above) - eLow
  divisor.high = below
  divisor.low = errorOfSum(1, e, below) + eLow
  divide()
  return settle(1.0587911840678754e-22)
}
