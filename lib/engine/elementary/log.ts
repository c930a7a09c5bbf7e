import { sum } from './double-double'
import { exactLog } from './exact'
import { LOG_ERROR, LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'
import { nearest } from './rounding'

/** log x, correctly rounded; −∞ at ±0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN
  if (x === Infinity) return x
  const rounded = Math.abs(x - 1) < 0.00390625 ? nearOne(x - 1) : awayFromOne(x)
  return Number.isNaN(rounded) ? exactLog(x) : rounded
}

/** x − 1 is exact (Sterbenz). */
function nearOne(excess: number): number {
  log1pKernel(excess, 0)
  return nearest(sum.high, sum.low, LOG1P_ERROR * Math.abs(excess))
}

function awayFromOne(x: number): number {
  // 2⁻¹⁰²² is the smallest normal double, and 2⁵⁴ makes every smaller one normal.
  if (x < 2.2250738585072014e-308) logKernel(x * 18014398509481984, 0, -54)
  else logKernel(x, 0, 0)
  return nearest(sum.high, sum.low, LOG_ERROR)
}
