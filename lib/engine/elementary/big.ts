import { highWord, lowWord, powerOfTwo } from './bits'

/** The number n/2^bits. `bits` may be negative. */
export interface Big {
  readonly n: bigint
  readonly bits: number
}

/**
 * Every result in this folder is off by less than this many units of its last place. `bigExp` and `bigLog` prove 2²⁰ and 2¹³ up to 10,240
 * bits; with the number of terms this covers 32 times as many bits, and the hard cases of the tests need 320.
 */
const SLACK = 1n << 24n

/**
 * The double nearest to the true value that `evaluate` approaches, asked for more and more bits until every number within its
 * slack rounds to that double. It ends because the true value is not halfway between two doubles (see rounding.ts).
 */
export function nearestToLimit(evaluate: (bits: number) => Big): number {
  for (let bits = 160; ; bits *= 2) {
    const value = evaluate(bits)
    const below = nearestDouble(value.n - SLACK, value.bits)
    if (Object.is(below, nearestDouble(value.n + SLACK, value.bits))) return below
  }
}

/** A finite double, exactly. */
export function bigOfDouble(x: number): Big {
  const word = highWord(x)
  const biased = (word >>> 20) & 0x7ff
  const fraction = (BigInt(word & 0xfffff) << 32n) | BigInt(lowWord(x))
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n)
  return { n: x < 0 ? -magnitude : magnitude, bits: biased === 0 ? 1074 : 1075 - biased }
}

/** n·2^places, rounded down. */
export function shifted(n: bigint, places: number): bigint {
  return n << BigInt(places)
}

/**
 * eˣ for |x| < 1100, with `bits` significant bits or one more.
 *
 * x = k·log 2 + r, and e^r by the series of e^(r/256), squared eight times. r is off by |k| + 1 < 2¹¹ units (2³ of r/256, and one by the cut), the series
 * by one and a half for each of its terms, fewer than 2¹⁰ up to 10,240 bits; squaring multiplies by 2⁹ at most: below (2³ + 1 + 1.5·2¹⁰ + 8)·2⁹ < 2²⁰ units.
 */
export function bigExp(x: number, bits: number): Big {
  const { n, bits: places } = bigOfDouble(x)
  const log2 = logOfTwo(bits)
  const fixed = shifted(n, bits - places)
  const k = fixed / log2
  const r = (fixed - k * log2) >> 8n
  const width = BigInt(bits)
  let power = 1n << width
  let term = power
  for (let i = 1n; ; i++) {
    term = ((term * r) >> width) / i
    if (term === 0n) break
    power += term
  }
  for (let i = 0; i < 8; i++) power = (power * power) >> width
  return { n: power, bits: bits - Number(k) }
}

/**
 * log v for v > 0, in units of 2^−bits.
 *
 * v = 2ᵏ·m with m in [1, 2), and log m = 2·atanh((m − 1)/(m + 1)). Truncations number |k| and one or two for each term, below 2¹³
 * units up to 10,240 bits; an error of u·2^−bits relative to v adds u more, and callers that have one keep it below 2²⁰.
 */
export function bigLog({ n, bits: places }: Big, bits: number): Big {
  const length = bitLength(n)
  const k = length - 1 - places
  const one = 1n << BigInt(bits)
  const width = BigInt(bits)
  const m = shifted(n, bits - (length - 1))
  const t = ((m - one) << width) / (m + one)
  const square = (t * t) >> width
  let sum = 0n
  for (let power = t, i = 1n; power > 0n; power = (power * square) >> width, i += 2n) sum += power / i
  return { n: 2n * sum + (k === 0 ? 0n : BigInt(k) * logOfTwo(bits)), bits }
}

let knownLogOfTwo: Big = { n: 0n, bits: 0 }

/** log 2 in units of 2^−bits, off by one unit; the most precise one so far is kept. */
function logOfTwo(bits: number): bigint {
  if (knownLogOfTwo.bits < bits + 32) {
    const precise = bits + 32
    const n =
      18n * inverseHyperbolicTangent(26n, precise) -
      2n * inverseHyperbolicTangent(4801n, precise) +
      8n * inverseHyperbolicTangent(8749n, precise)
    knownLogOfTwo = { n, bits: precise }
  }
  return knownLogOfTwo.n >> BigInt(knownLogOfTwo.bits - bits)
}

/** atanh(1/q) = Σ 1/((2i + 1)·q^(2i + 1)) */
function inverseHyperbolicTangent(q: bigint, bits: number): bigint {
  let sum = 0n
  for (let power = (1n << BigInt(bits)) / q, i = 1n; power > 0n; power /= q * q, i += 2n) sum += power / i
  return sum
}

/**
 * n/2^bits rounded to the nearest double, with subnormals and overflow; halfway, away from 0. It is asked for the ends of an
 * open interval around the true value, where a tie may be broken either way: whenever both ends go to one double, so does all
 * between them, and the true value is no tie.
 */
function nearestDouble(n: bigint, bits: number): number {
  const magnitude = n < 0n ? -n : n
  const lastPlace = Math.max(bitLength(magnitude) - 1 - bits - 52, -1074)
  const drop = lastPlace + bits
  let kept = shifted(magnitude, -drop)
  if (drop > 0) {
    const dropped = magnitude - (kept << BigInt(drop))
    const half = 1n << BigInt(drop - 1)
    if (dropped >= half) kept += 1n
  }
  // Two factors, because 2^lastPlace alone may be out of range; no product but the last can round.
  const first = lastPlace >> 1
  const size = Number(kept) * powerOfTwo(first) * powerOfTwo(lastPlace - first)
  return n < 0n ? -size : size
}

function bitLength(n: bigint): number {
  return n.toString(2).length
}
