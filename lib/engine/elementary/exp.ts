import { timesPowerOfTwo } from './bits'
import { sum } from './double-double'
import { exactExp } from './exact'
import { EXP_ERROR, expKernel } from './exp-kernel'
import { nearest } from './rounding'

/** eˣ, correctly rounded. */
export function exp(x: number): number {
  if (!(x > -746)) return x < 0 ? 0 : x
  if (x > 710) return Infinity
  if (x === 0) return 1
  const k = expKernel(x)
  // Below, the result may be subnormal: it has fewer bits, and the test would be about the wrong ones.
  if (k < -1020) return exactExp(x)
  const rounded = nearest(sum.high, sum.low, EXP_ERROR)
  return Number.isNaN(rounded) ? exactExp(x) : timesPowerOfTwo(rounded, k)
}
