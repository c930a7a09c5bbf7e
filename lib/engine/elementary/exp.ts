import { timesPowerOfTwo } from './bits'
import { sum } from './double-double'
import { exactExp } from './exact'
import { EXP_ERROR, expKernel } from './exp-kernel'
import { settle } from './rounding'

/** eˣ, correctly rounded. */
export function exp(x: number): number {
  sum.high = x
  expInPlace()
  return sum.high
}

/** Replaces x = sum.high by eˣ. */
export function expInPlace(): void {
  const x = sum.high
  if (!(x > -746)) sum.high = x < 0 ? 0 : x
  else if (x > 710) sum.high = Infinity
  else if (x === 0) sum.high = 1
  else {
    const k = expKernel()
    // Below, the result may be subnormal: it has fewer bits, and the test would be about the wrong ones.
    sum.high = k >= -1020 && settle(EXP_ERROR) ? timesPowerOfTwo(sum.high, k) : exactExp(x)
  }
}
