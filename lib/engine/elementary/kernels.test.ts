import { describe, expect, it } from 'vitest'
import { type Big, bigExp, bigLog, bigOfDouble, shifted } from './big'
import { divide, divisor, errorOfSquare, errorOfSum, sum } from './double-double'
import { EXP_ERROR, expKernel } from './exp-kernel'
import { LOG1P_ERROR, log1pKernel, logKernel } from './log-kernel'

// The rounding test is safe only if the kernels are as good as they say: each within the bound that its comment proves.

const BITS = 1200

/** a + b + … exactly, in units of 2^−1200; no double here has bits below. */
const exactly = (...terms: number[]): bigint =>
  terms.map(bigOfDouble).reduce((total, { n, bits }) => total + shifted(n, BITS - bits), 0n)

const inUnits = ({ n, bits }: Big): bigint => shifted(n, BITS - bits)

/** How far the kernels' sum is from the truth. */
function distanceTo(truth: bigint): number {
  const distance = exactly(sum.high, sum.low) - truth
  return Math.abs(Number(distance >> 1000n)) * 2 ** -200
}

/** Numbers evenly over (low, high), none of them round. */
const spread = (low: number, high: number): number[] =>
  Array.from({ length: 400 }, (_, i) => low + ((high - low) * (i + Math.SQRT1_2)) / 400)

describe('the kernel of', () => {
  it('the exponential is within half of EXP_ERROR', () => {
    for (const x of [...spread(-745, 709), ...spread(-1, 1)]) {
      sum.high = x
      const k = expKernel()
      const { n, bits } = bigExp(x, 250)
      expect(distanceTo(inUnits({ n, bits: bits + k })), `exp(${x})`).toBeLessThan(EXP_ERROR / 2)
    }
  })

  it('the logarithm is within 20·2⁻⁷⁸', () => {
    for (const x of [...spread(0.01, 0.996), ...spread(1.004, 4), ...spread(4, 1e9)]) {
      const low = x * 1e-17
      sum.high = x
      sum.low = low
      logKernel(0)
      const truth = bigLog({ n: exactly(x, low), bits: BITS }, BITS)
      expect(distanceTo(truth.n), `log(${x})`).toBeLessThan(20 * 2 ** -78)
    }
  })

  it('log(1 + a) is within half of LOG1P_ERROR, relative to a', () => {
    for (const a of [...spread(-0.0039, 0.0039), ...spread(1e-7, 1e-5)]) {
      const low = a * 1e-17
      sum.high = a
      sum.low = low
      log1pKernel()
      const truth = bigLog({ n: exactly(1, a, low), bits: BITS }, BITS)
      expect(distanceTo(truth.n), `log1p(${a})`).toBeLessThan((LOG1P_ERROR / 2) * Math.abs(a))
    }
  })
})

it('a quotient of two double-doubles is within 2⁻⁷⁷', () => {
  for (const a of spread(0.004, 2)) {
    for (const b of [1, 1.1, 1.43, 1.9999, 2]) {
      const aLow = a * 1e-17
      const bLow = -b * 1e-17
      sum.high = a
      sum.low = aLow
      divisor.high = b
      divisor.low = bLow
      divide()
      const truth = shifted(exactly(a, aLow), BITS) / exactly(b, bLow)
      expect(distanceTo(truth), `${a}/${b}`).toBeLessThan(2 ** -77)
    }
  }
})

it('a sum and a square are exact in two parts', () => {
  for (const a of spread(-3, 3)) {
    for (const b of [1, 1e-9, -7.7]) {
      const total = a + b
      expect(exactly(total, errorOfSum(a, b, total))).toBe(exactly(a, b))
    }
    const square = a * a
    expect(exactly(square, errorOfSquare(a, square))).toBe((exactly(a) * exactly(a)) >> BigInt(BITS))
  }
})
