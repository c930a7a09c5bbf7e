import { powerOfTwo } from './bits'
import { sum } from './double-double'
import { ROOTS_OF_TWO, STEP_HIGH, STEP_LOW, STEP_MIDDLE, STEPS_PER_UNIT } from './exp-table'
import { settle } from './rounding'

/** 3·2⁵¹/2ᵏ: adding and subtracting it rounds a number well below it to the nearest multiple of 2⁻ᵏ. */
const GRID_0 = 6755399441055744
const GRID_34 = 393216

/** 2⁻⁷⁵, twice the bound proven below. */
export const EXP_ERROR = 2.6469779601696886e-23

/**
 * Replaces x = sum.high, |x| ≤ 746, by eˣ/2ᵏ and returns k. The sum is in [0.997, 2), |sum.low| ≤ 2⁻⁵³, and it is off by
 * less than 2⁻⁷⁶.
 *
 * x = n·log 2/128 + r with n = 128k + j, so eˣ = 2ᵏ·2^(j/128)·eʳ and |r| ≤ 0.00271 < 2⁻⁸·⁵ (Tang, 1989, in two doubles).
 *
 * 1. r = head + tail, head a multiple of 2⁻³⁴ (26 bits), |tail| ≤ 2⁻³⁵ + 2⁻⁶⁰. n·STEP_HIGH and n·STEP_MIDDLE are exact (18 + 35
 *    bits), and so is x − n·STEP_HIGH (a multiple of 2⁻⁶¹ below 2⁻⁸ for |n| = 1, Sterbenz beyond): the tail is off by 2⁻⁸⁷ only.
 * 2. eʳ − 1 = head + head²/2 + rest. head²/2 is exact (52 bits). The rest is tail + r·tail + r³/6 + … + r⁷/5040, below
 *    2⁻²⁷·⁹; the terms from r³ on are below 2⁻²⁸ and carry six roundings, and that of r three times: 9·2⁻⁸¹; adding them to the
 *    tail rounds by 2⁻⁸¹; what is cut off is below 2⁻⁸³, and everything else together below 2⁻⁸⁴.
 * 3. The same value as u + v with u a multiple of 2⁻³⁴ and |v| ≤ 2⁻³⁵ + 2⁻⁶⁰; the sums before the last are exact.
 * 4. 2^(j/128) = root + rootLow, root of 27 bits, so root·u is exact and so is its sum with root (two-sum);
 *    the remaining terms are below 2⁻²⁶, and three of their roundings count, 2.5·2⁻⁸⁰: 2⁻⁷⁸ with all others. The table itself is within 2⁻⁸⁰.
 *
 * Together below 2·(9 + 1 + ¼ + ⅛)·2⁻⁸¹ + 2⁻⁷⁸ + 2⁻⁸⁰ < 3.9·2⁻⁷⁸ < 2⁻⁷⁶.
 */
export function expKernel(): number {
  const x = sum.high
  const n = x * STEPS_PER_UNIT + GRID_0 - GRID_0
  const j = n & 127

  const a = x - n * STEP_HIGH
  const b = n * STEP_MIDDLE
  const head = a - b + GRID_34 - GRID_34
  const tail = a - head - b - n * STEP_LOW

  const r = head + tail
  const square = r * r
  const series =
    square * r * (1 / 6 + r * (1 / 24) + square * (1 / 120 + r * (1 / 720) + square * (1 / 5040)))
  const half = 0.5 * head * head
  const rest = tail + (head + 0.5 * tail) * tail + series

  const u = head + (half + rest) + GRID_34 - GRID_34
  const v = head - u + half + rest

  const root = ROOTS_OF_TWO[2 * j]
  const rootLow = ROOTS_OF_TWO[2 * j + 1]
  const product = root * u
  const top = root + product
  const low = product - (top - root) + (rootLow + rootLow * u + (root + rootLow) * v)

  const high = top + low
  sum.high = high
  sum.low = low - (high - top)
  return n >> 7
}

/** What a function leaves beside its result, when the exponential that it is made of is wanted as well. Read it at once. */
export const beside = { exp: 0.5 }

/** After `expKernel` returned k: leaves eˣ, rounded, in `beside.exp`, or answers false. For k ≥ −1020; keeps the sum. */
export function keepExp(k: number): boolean {
  const { high } = sum
  const sure = settle(EXP_ERROR)
  beside.exp = sum.high * powerOfTwo(k)
  sum.high = high
  return sure
}
