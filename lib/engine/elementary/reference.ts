import { bigOfDouble, shifted } from './big'

// For tests only. A second, slower way to the same numbers, with no step in common with the functions under test but
// reading a double: no log 2, no table, no series for a logarithm, and one precision that is enough for every double.

/** A fixed-point number: an integer that stands for n/2^BITS. */
type Fixed = bigint

const BITS = 1700n
const ONE = 1n << BITS
const HALVINGS = 40n

/** The true values, each good for far more bits than any test needs. */
export const reference = {
  exp: (x: number) => nearest(exponential(fixed(x))),
  expm1: (x: number) => nearest(exponential(fixed(x)) - ONE),
  log: (x: number) => nearest(logarithm(fixed(x))),
  log1p: (x: number) => nearest(logarithm(ONE + fixed(x))),
  tanh: (x: number) => {
    const e = exponential(2n * fixed(x))
    return nearest(((e - ONE) << BITS) / (e + ONE))
  },
  sigmoid: (x: number) => nearest((ONE << BITS) / (ONE + exponential(-fixed(x)))),
  softplus: (x: number) => nearest(logarithm(ONE + exponential(fixed(x)))),
}

function fixed(x: number): Fixed {
  const { n, bits } = bigOfDouble(x)
  return shifted(n, Number(BITS) - bits)
}

const times = (a: Fixed, b: Fixed): Fixed => (a * b) >> BITS

/** eˣ: the series at x/2⁴⁰, squared forty times. */
function exponential(x: Fixed): Fixed {
  const small = x >> HALVINGS
  let sum = ONE
  for (let term = ONE, i = 1n; ; i++) {
    term = times(term, small) / i
    if (term === 0n || term === -1n) break
    sum += term
  }
  for (let i = 0n; i < HALVINGS; i++) sum = times(sum, sum)
  return sum
}

/** log v by Halley's iteration on the exponential: from a guess off by less than 1, nine rounds make it exact. */
function logarithm(v: Fixed): Fixed {
  let y = fixed(0.69 * (v.toString(2).length - Number(BITS)))
  for (let i = 0; i < 9; i++) {
    const e = exponential(y)
    y += 2n * (((v - e) << BITS) / (v + e))
  }
  return y
}

/** The nearest double; a value too near to a tie to be sure is an error of the test. */
function nearest(value: Fixed): number {
  const size = value < 0n ? -value : value
  const lastPlace = Math.max(size.toString(2).length - 1 - Number(BITS) - 52, -1074)
  const drop = BigInt(lastPlace) + BITS
  const half = 1n << (drop - 1n)
  const toTie = (size & ((1n << drop) - 1n)) - half
  if ((toTie < 0n ? -toTie : toTie) < 1n << 520n) throw new Error('too near to a tie')
  const digits = Number((size + half) >> drop)
  const text = digits === 0 ? '0' : exactDecimal(digits, lastPlace)
  return value < 0n ? -Number(text) : Number(text)
}

/** digits·2^lastPlace as a decimal that is exact, so that reading it rounds nothing but an overflow. */
function exactDecimal(digits: number, lastPlace: number): string {
  if (lastPlace >= 0) return (BigInt(digits) << BigInt(lastPlace)).toString()
  let five = 1n
  for (let i = 0; i < -lastPlace; i++) five *= 5n
  return `${BigInt(digits) * five}e${lastPlace}`
}
