import { errorOfSum, sum } from './double-double'
import { exactLog1p } from './exact'
import { LOG_ERROR, LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'
import { nearest } from './rounding'

/** log(1 + x), correctly rounded; −∞ at −1, NaN below. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : Number.NaN
  if (x === Infinity) return x
  // 2⁻⁵⁴: x²/2 is less than half the way from x to the next double on either side.
  if (Math.abs(x) < 5.551115123125783e-17) return x
  const rounded = Math.abs(x) < 0.00390625 ? nearZero(x) : awayFromZero(x)
  return Number.isNaN(rounded) ? exactLog1p(x) : rounded
}

function nearZero(x: number): number {
  log1pKernel(x, 0)
  return nearest(sum.high, sum.low, LOG1P_ERROR * Math.abs(x))
}

function awayFromZero(x: number): number {
  const total = 1 + x
  logKernel(total, errorOfSum(1, x, total), 0)
  return nearest(sum.high, sum.low, LOG_ERROR)
}
