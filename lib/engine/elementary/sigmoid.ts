import { powerOfTwo } from './bits'
import { divide, errorOfSum, sum } from './double-double'
import { exactSigmoid } from './exact'
import { exp } from './exp'
import { EXP_ERROR, expKernel } from './exp-kernel'
import { nearest } from './rounding'

/** What `sigmoidWithExp` leaves beside its result, for the reason that the kernels have one `sum`. Read it at once. */
export const besideSigmoid = { exp: 0.5 }

/** 1/(1 + e⁻ˣ), correctly rounded. */
export function sigmoid(x: number): number {
  if (Number.isNaN(x)) return x
  // Beyond these ends the result is less than half the way from 1 or 0 to the next double.
  if (x > 40) return 1
  if (x < -746) return 0
  // Some way before the low part of E becomes subnormal, where scaling stops being exact.
  if (x < -620) return exactSigmoid(x)
  const scale = powerOfTwo(expKernel(-Math.abs(x)))
  return decided(x, fromExp(x, sum.high, sum.low, scale))
}

/** σ(x), and in `besideSigmoid.exp` exp(−|x|), each correctly rounded: the same bits as alone, from one kernel. */
export function sigmoidWithExp(x: number): number {
  const size = Math.abs(x)
  if (!(x <= 40 && x >= -620)) {
    besideSigmoid.exp = exp(-size)
    return sigmoid(x)
  }
  const scale = powerOfTwo(expKernel(-size))
  const { high, low } = sum
  const e = nearest(high, low, EXP_ERROR)
  besideSigmoid.exp = Number.isNaN(e) ? exp(-size) : e * scale
  return decided(x, fromExp(x, high, low, scale))
}

function decided(x: number, rounded: number): number {
  return Number.isNaN(rounded) ? exactSigmoid(x) : rounded
}

/**
 * 1/(1 + E) for x ≥ 0 and E/(1 + E) for x < 0, with E = S·scale = exp(−|x|) and S = s + sLow. In the second case S is divided and
 * the scale is put back after rounding. The quotient is in [½, 2); S is off by less than 2⁻⁷⁶, dividing adds 2⁻⁷⁶. The
 * test gets 2⁻⁷⁴.
 */
function fromExp(x: number, s: number, sLow: number, scale: number): number {
  const e = s * scale
  const below = 1 + e
  const belowLow = errorOfSum(1, e, below) + sLow * scale
  if (x < 0) divide(s, sLow, below, belowLow)
  else divide(1, 0, below, belowLow)
  const rounded = nearest(sum.high, sum.low, 5.293955920339377e-23)
  return x < 0 ? rounded * scale : rounded
}
