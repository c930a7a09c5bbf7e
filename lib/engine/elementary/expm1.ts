import { powerOfTwo, timesPowerOfTwo } from './bits'
import { errorOfSquare, errorOfSum, sum } from './double-double'
import { exactExpm1 } from './exact'
import { EXP_ERROR, expKernel } from './exp-kernel'
import { settle } from './rounding'

/** eˣ − 1, correctly rounded. */
export function expm1(x: number): number {
  sum.high = x
  expm1InPlace()
  return sum.high
}

/** Replaces x = sum.high by eˣ − 1. */
export function expm1InPlace(): void {
  const x = sum.high
  // Beyond these ends the result is nearer to −1 or to 2¹⁰²⁴ than to any other double.
  if (!(x > -38)) sum.high = x < 0 ? -1 : x
  else if (x > 710) sum.high = Infinity
  // 2⁻⁵⁴: x²/2 is less than half the way from x to the next double on either side.
  else if (Math.abs(x) >= 5.551115123125783e-17) {
    const sure = Math.abs(x) < 0.00390625 ? nearZero() : awayFromZero()
    if (!sure) sum.high = exactExpm1(x)
  }
}

/**
 * x + x²/2 + x³/6 + … + x⁸/40320 for |x| < 2⁻⁸; x²/2 is exact in two parts. Relative to x, the terms from x³ on are below 2⁻¹⁸·⁵ and
 * carry six roundings, adding them up three more, 2⁻⁶⁸·³; what is cut off is below 2⁻⁷⁴. The test gets 2⁻⁶⁷.
 */
function nearZero(): boolean {
  const x = sum.high
  const square = x * x
  const high = x + 0.5 * square
  const series =
    1 / 6 + x * (1 / 24) + square * (1 / 120 + x * (1 / 720) + square * (1 / 5040 + x * (1 / 40320)))
  sum.high = high
  sum.low = 0.5 * square - (high - x) + (0.5 * errorOfSquare(x, square) + square * x * series)
  return settle(6.776263578034403e-21 * Math.abs(x))
}

/**
 * 2ᵏ·E − 1. For k > 0 it is 2ᵏ·(E − 2⁻ᵏ), so that nothing overflows before the end; the two-sum is exact,
 * and the error of E (which 2ᵏ ≤ 1 only shrinks) is all there is above 2⁻¹⁰⁵.
 */
function awayFromZero(): boolean {
  const k = expKernel()
  const shrink = powerOfTwo(Math.min(k, 0))
  const grow = Math.max(k, 0)
  // 2⁻¹⁰²² instead of less is far below the error that the test allows for.
  const one = powerOfTwo(-Math.min(grow, 1022))
  const e = sum.high * shrink
  const high = e - one
  sum.high = high
  sum.low = errorOfSum(e, -one, high) + sum.low * shrink
  const sure = settle(EXP_ERROR)
  sum.high = timesPowerOfTwo(sum.high, grow)
  return sure
}
