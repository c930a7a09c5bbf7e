import { powerOfTwo } from './bits'
import { errorOfSum, sum } from './double-double'
import { exactSoftplus } from './exact'
import { expKernel } from './exp-kernel'
import { LOG_ERROR, LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'
import { nearest } from './rounding'

/** log(1 + eˣ), correctly rounded: once, not after the exponential as well. */
export function softplus(x: number): number {
  // Above 60 the excess over x is below 2⁻⁸⁶; below −746 the result is less than half the smallest double.
  if (!(x < 60)) return x
  if (x < -746) return 0
  const rounded = x < -620 ? Number.NaN : fromExp(x)
  return Number.isNaN(rounded) ? exactSoftplus(x) : rounded
}

/**
 * max(x, 0) + log(1 + E) with E = exp(−|x|). The error of E (2⁻⁷⁶, relative) is a small part of what the logarithm's
 * kernel states as its own, and a two-sum adds x.
 */
function fromExp(x: number): number {
  const scale = powerOfTwo(expKernel(-Math.abs(x)))
  const e = sum.high * scale
  const eLow = sum.low * scale
  let error = LOG_ERROR
  if (e < 0.00390625) {
    log1pKernel(e, eLow)
    error = LOG1P_ERROR * e
  } else {
    const total = 1 + e
    logKernel(total, errorOfSum(1, e, total) + eLow, 0)
  }
  if (x <= 0) return nearest(sum.high, sum.low, error)
  const high = x + sum.high
  return nearest(high, errorOfSum(x, sum.high, high) + sum.low, error)
}
