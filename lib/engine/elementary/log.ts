import { sum } from './double-double'
import { exactLog } from './exact'
import { LOG_ERROR, LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'
import { settle } from './rounding'

/** log x, correctly rounded; −∞ at ±0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN
  if (x === Infinity) return x
  const sure = Math.abs(x - 1) < 0.00390625 ? nearOne(x - 1) : awayFromOne(x)
  return sure ? sum.high : exactLog(x)
}

/** x − 1 is exact (Sterbenz). */
function nearOne(excess: number): boolean {
  sum.high = excess
  sum.low = 0
  log1pKernel()
  return settle(LOG1P_ERROR * Math.abs(excess))
}

function awayFromOne(x: number): boolean {
  // 2⁻¹⁰²² is the smallest normal double, and 2⁵⁴ makes every smaller one normal.
  const subnormal = x < 2.2250738585072014e-308
  sum.high = subnormal ? x * 18014398509481984 : x
  sum.low = 0
  logKernel(subnormal ? -54 : 0)
  return settle(LOG_ERROR)
}
