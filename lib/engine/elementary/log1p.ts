import { errorOfSum, sum } from './double-double'
import { exactLog1p } from './exact'
import { LOG_ERROR, LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'
import { settle } from './rounding'

/** log(1 + x), correctly rounded; −∞ at −1, NaN below. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : Number.NaN
  if (x === Infinity) return x
  // 2⁻⁵⁴: x²/2 is less than half the way from x to the next double on either side.
  if (Math.abs(x) < 5.551115123125783e-17) return x
  const sure = Math.abs(x) < 0.00390625 ? nearZero(x) : awayFromZero(x)
  return sure ? sum.high : exactLog1p(x)
}

function nearZero(x: number): boolean {
  sum.high = x
  sum.low = 0
  log1pKernel()
  return settle(LOG1P_ERROR * Math.abs(x))
}

function awayFromZero(x: number): boolean {
  const total = 1 + x
  sum.high = total
  sum.low = errorOfSum(1, x, total)
  logKernel(0)
  return settle(LOG_ERROR)
}
