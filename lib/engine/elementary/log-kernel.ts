import { fromWords, highWord, lowWord, powerOfTwo } from './bits'
import { errorOfSquare, sum } from './double-double'
import { CENTRES, HALVED_FROM, LOG2_HIGH, LOG2_LOW } from './log-table'

/** 3·2⁵¹/2²⁴: adding and subtracting it rounds a number well below it to the nearest multiple of 2⁻²⁴. */
const GRID_24 = 402653184

/** 2⁻⁷³: the bound on the absolute error of `logKernel`, 20·2⁻⁷⁸, and as much again as the callers and the test need. */
export const LOG_ERROR = 1.0587911840678754e-22

/** 2⁻⁶⁶, twice the bound on the relative error of `log1pKernel`. */
export const LOG1P_ERROR = 1.3552527156068805e-20

/**
 * Replaces `sum` = a + aLow by log((a + aLow)·2^exponent), off by less than 20·2⁻⁷⁸. Takes a normal a > 0, |aLow| ≤ ulp(a) (and ≤ 1 for
 * a > 2¹⁰²², where m is scaled less), and a logarithm of more than 2⁻⁹ in size, which is what makes the two-sum below a fast one.
 *
 * a = 2ᵏ·m with m in [0.708, 1.418), and m·(1/c) = 1 + r for the nearest centre c of the table, |r| ≤ 0.00427 < 2⁻⁷·⁸.
 *
 * 1. r = head + tail: m cut to a multiple of 2⁻²⁴ times 1/c (10 bits) is exact, and so is head, a multiple of 2⁻³⁴ (27 bits);
 *    |tail| ≤ 1.41·2⁻²⁵. An aLow makes two roundings, of its sum (2⁻⁷⁸, then times 1/c) and of the product (2⁻⁷⁸): 2.5·2⁻⁷⁸.
 * 2. k·LOG2_HIGH, the table's high part and head are multiples of 2⁻⁴² below 2¹⁰: their sum is exact.
 * 3. −head²/2 is exact (53 bits), and a two-sum adds it.
 * 4. The rest is below 2⁻²³: tail − r·tail, r³/3 − … + r⁹/9, the low parts of the logarithms. The series is below 2⁻²⁵·¹; its five
 *    roundings (see there) and that of r, three times in r³, make 8·2⁻⁷⁸·¹ < 7.5·2⁻⁷⁸. tail − r·tail, below 2⁻²⁴, rounds by 2⁻⁷⁸, and the
 *    three sums after it, below 2⁻²³, by 2·2⁻⁷⁸ each. What is cut off, and the low parts, are off by less than 2⁻⁸¹.
 *
 * Together (2.5 + 7.5 + 1 + 6 + ⅛ + 1)·2⁻⁷⁸, the last one for products of errors, below 20·2⁻⁷⁸.
 */
export function logKernel(exponent: number): void {
  const { high: a, low: aLow } = sum
  const word = highWord(a)
  const j = ((word & 0xfffff) + 0x1000) >> 13
  const halved = j >= HALVED_FROM ? 1 : 0
  const power = (word >> 20) - 1023 + halved
  const m = fromWords((word & 0xfffff) | ((1023 - halved) << 20), lowWord(a))
  // A power beyond 2¹⁰²² leaves of aLow nothing that counts.
  const mLow = aLow * powerOfTwo(-Math.min(power, 1022))

  const reciprocal = CENTRES[3 * j]
  const mTop = m + GRID_24 - GRID_24
  const head = mTop * reciprocal - 1
  const tail = (m - mTop + mLow) * reciprocal

  const k = power + exponent
  const main = k * LOG2_HIGH + CENTRES[3 * j + 1] + head
  const half = -0.5 * head * head
  const high = main + half
  const rest = tail - (head + 0.5 * tail) * tail + seriesFromCube(head + tail)
  sum.high = high
  sum.low = half - (high - main) + (rest + (k * LOG2_LOW + CENTRES[3 * j + 2]))
}

/**
 * Replaces `sum` = a + aLow by log(1 + a + aLow), off by less than 2⁻⁶⁷·|a|. Takes 2⁻⁹⁰⁰ < |a| < 2⁻⁸ or 0,
 * |aLow| ≤ 2⁻⁵²·⁹·|a|.
 *
 * a − a²/2 is exact in three parts, but for underflow, which is below 2⁻¹⁷⁰·|a|. Relative to a, the series is below 2⁻¹⁷·⁵ and carries five roundings (see there), adding it to the
 * others two more: 7·2⁻⁷⁰·⁵, which is 0.62·2⁻⁶⁷; roundings of what is as small as aLow are below 2⁻¹⁰⁰. a²·aLow, the first term of aLow that is
 * left out, is below 2⁻⁶⁸·⁹, 0.27·2⁻⁶⁷; what is cut off of the series is below 2⁻⁷⁵. Together below 0.9·2⁻⁶⁷.
 */
export function log1pKernel(): void {
  const { high: a, low: aLow } = sum
  const square = a * a
  const half = -0.5 * square
  const high = a + half
  const rest = aLow - a * aLow - 0.5 * errorOfSquare(a, square) + seriesFromCube(a)
  sum.high = high
  sum.low = half - (high - a) + rest
}

/**
 * r³/3 − r⁴/4 + … + r⁹/9 for |r| < 2⁻⁷·⁸, off by five relative roundings and one in a hundred of one (5.01·2⁻⁵³) for an exact r: r², r³, the last product, and
 * two for the factor near ⅓. That one is ⅓ rounded (2⁻⁵⁵·⁵) and two sums between ¼ and ½ (2⁻⁵⁵ each), together 2.7·2⁻⁵⁵, 2.03·2⁻⁵³ of ⅓;
 * r/4 is exact, and what is rounded before is 2⁻¹⁵ times smaller.
 */
function seriesFromCube(r: number): number {
  const square = r * r
  const upper = 1 / 7 - r * (1 / 8) + square * (1 / 9)
  return square * r * (1 / 3 - r * (1 / 4) + square * (1 / 5 - r * (1 / 6) + square * upper))
}
