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

/** 2⁻⁹⁹: twice what adding x may be off by on top of what is relative to E. */
const SUM_ERROR = 1.5777218104420236e-30

/**
 * max(x, 0) + log(1 + E) with E = exp(−|x|), which is off by less than 2⁻⁷⁶ times the power of two in it. A two-sum adds
 * x < 60, exactly but for the sum of its low part, at most 2⁻⁴⁸, with that of the logarithm. Adding up what is off:
 *
 * - E ≥ 2⁻⁸: 20·2⁻⁷⁸ of the logarithm; 2.1·2⁻⁷⁸ of E, divided by 1 + E > 1.99 where the power is 1, and at most half elsewhere; the
 *   low parts are below 2⁻²³ and their sum rounds by 2·2⁻⁷⁸, and once more in the test by 4·2⁻⁷⁸: below 29·2⁻⁷⁸, and the test gets 2⁻⁷³ = 32·2⁻⁷⁸.
 * - E < 2⁻⁸, relative to E: 0.9·2⁻⁶⁷ of the logarithm, 2⁻⁷⁵ of E; the low part is below 2⁻¹⁷·E + 2⁻⁴⁸, so its sum rounds by 2⁻⁷⁰·E + 2⁻¹⁰¹,
 *   and in the test as much again: below 1.2·2⁻⁶⁷·E + 2⁻¹⁰⁰, and the test gets 2⁻⁶⁶·E + 2⁻⁹⁹.
 *
 * Only from about x = 22.6 on is 2⁻¹⁰⁰ more than the rest leaves over. There x moves in steps of at least 2⁻⁴⁸, and the sum comes that near to a
 * midpoint at about one double in 2⁵⁰ or more: no test can be expected to meet one, so this allowance rests on the sum above alone.
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
