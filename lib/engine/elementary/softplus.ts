import { powerOfTwo } from './bits'
import { errorOfSum, sum } from './double-double'
import { exactSoftplus } from './exact'
import { expKernel } from './exp-kernel'
import { LOG_ERROR, LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'
import { settle } from './rounding'

/** log(1 + eˣ), correctly rounded: once, not after the exponential as well. */
export function softplus(x: number): number {
  sum.high = x
  softplusInPlace()
  return sum.high
}

/** Replaces x = sum.high by log(1 + eˣ). */
export function softplusInPlace(): void {
  const x = sum.high
  // Above 60 the excess over x is below 2⁻⁸⁶; below −746 the result is less than half the smallest double.
  if (!(x < 60)) return
  if (x < -746) sum.high = 0
  else if (x < -620 || !fromExp()) sum.high = exactSoftplus(x)
}

/** 2⁻⁹⁹, twice what adding x may be off by. */
const SUM_ERROR = 1.5777218104420236e-30

/**
 * max(x, 0) + log(1 + E) with E = exp(−|x|). The error of E (2⁻⁷⁶, relative) is a small part of what the logarithm's
 * kernel states as its own. A two-sum adds x < 60: its low part is at most 2⁻⁴⁸, so that adding to it rounds by 2⁻¹⁰¹, here and in
 * the test; for large x that is more than the error of the logarithm, which is relative to E.
 */
function fromExp(): boolean {
  const x = sum.high
  sum.high = -Math.abs(x)
  const scale = powerOfTwo(expKernel())
  const e = sum.high * scale
  const eLow = sum.low * scale
  let error = LOG_ERROR
  if (e < 0.00390625) {
    sum.high = e
    sum.low = eLow
    log1pKernel()
    error = LOG1P_ERROR * e
  } else {
    const total = 1 + e
    sum.high = total
    sum.low = errorOfSum(1, e, total) + eLow
    logKernel(0)
  }
  if (x > 0) {
    const { high } = sum
    sum.high = x + high
    sum.low = errorOfSum(x, high, sum.high) + sum.low
    error += SUM_ERROR
  }
  return settle(error)
}
