import { powerOfTwo } from './bits'
import { divide, errorOfSum, sum } from './double-double'
import { exactSigmoid } from './exact'
import { expKernel } from './exp-kernel'
import { nearest } from './rounding'

/** 1/(1 + e⁻ˣ), correctly rounded. */
export function sigmoid(x: number): number {
  if (Number.isNaN(x)) return x
  // Beyond these ends the result is less than half the way from 1 or 0 to the next double.
  if (x > 40) return 1
  if (x < -746) return 0
  const rounded = x < -620 ? Number.NaN : fromExp(x)
  return Number.isNaN(rounded) ? exactSigmoid(x) : rounded
}

/**
 * 1/(1 + E) for x ≥ 0 and E/(1 + E) for x < 0, with E = 2ᵏ·S = exp(−|x|). In the second case S is divided and 2ᵏ is put back
 * after rounding. The quotient is in [½, 2); S is off by less than 2⁻⁷⁶, dividing adds 2⁻⁷⁶. The test gets 2⁻⁷⁴.
 */
function fromExp(x: number): number {
  const scale = powerOfTwo(expKernel(-Math.abs(x)))
  const s = sum.high
  const sLow = sum.low
  const e = s * scale
  const below = 1 + e
  const belowLow = errorOfSum(1, e, below) + sLow * scale
  if (x < 0) divide(s, sLow, below, belowLow)
  else divide(1, 0, below, belowLow)
  const rounded = nearest(sum.high, sum.low, 5.293955920339377e-23)
  return x < 0 ? rounded * scale : rounded
}
