import { powerOfTwo } from './bits'
import { divide, divisor, errorOfSum, sum } from './double-double'
import { exactExp, exactSigmoid } from './exact'
import { expInPlace } from './exp'
import { beside, expKernel, keepExp } from './exp-kernel'
import { settle } from './rounding'

/** 1/(1 + e⁻ˣ), correctly rounded. */
export function sigmoid(x: number): number {
  sum.high = x
  sigmoidInPlace()
  return sum.high
}

/** Replaces x = sum.high by σ(x). */
export function sigmoidInPlace(): void {
  const x = sum.high
  // Beyond these ends the result is less than half the way from 1 or 0 to the next double.
  if (x > 40) sum.high = 1
  else if (x < -746) sum.high = 0
  // Some way before the low part of E becomes subnormal, where scaling stops being exact.
  else if (x < -620) sum.high = exactSigmoid(x)
  else if (!Number.isNaN(x)) {
    sum.high = -Math.abs(x)
    if (!fromExp(expKernel(), x < 0)) sum.high = exactSigmoid(x)
  }
}

/** Replaces x = sum.high by σ(x) and leaves exp(−|x|) in `beside.exp`: the bits of both alone, from one kernel. */
export function sigmoidWithExpInPlace(): void {
  const x = sum.high
  sum.high = -Math.abs(x)
  if (x <= 40 && x >= -620) {
    const k = expKernel()
    if (!keepExp(k)) beside.exp = exactExp(-Math.abs(x))
    if (!fromExp(k, x < 0)) sum.high = exactSigmoid(x)
  } else {
    expInPlace()
    beside.exp = sum.high
    sum.high = x
    sigmoidInPlace()
  }
}

/**
 * 1/(1 + E) for x ≥ 0 and E/(1 + E) for x < 0, with E = S·2ᵏ = exp(−|x|) and S = `sum`. In the second case S is divided and 2ᵏ is put
 * back after rounding. The quotient is in [0.499, 2); S is off by less than 2⁻⁷⁶, dividing adds 2⁻⁷⁷. The test gets 2⁻⁷⁴.
 */
function fromExp(k: number, negative: boolean): boolean {
  const scale = powerOfTwo(k)
  const e = sum.high * scale
  const below = 1 + e
  divisor.high = below
  divisor.low = errorOfSum(1, e, below) + sum.low * scale
  if (!negative) {
    sum.high = 1
    sum.low = 0
  }
  divide()
  const sure = settle(5.293955920339377e-23)
  if (negative) sum.high *= scale
  return sure
}
