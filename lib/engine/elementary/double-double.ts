/**
 * The accumulator: the unevaluated sum high + low, good for some 75 bits. Kernels take their argument in it and leave
 * their result in it, and there is one for all of them, because a number that is handed to or from a function that the compiler does not
 * inline is an allocation, and passes must make none. Read it at once.
 */
export const sum = { high: 0.5, low: 0.5 }

/** What `divide` divides by. */
export const divisor = { high: 0.5, low: 0.5 }

/** 3·2⁵¹/2ᵏ: adding and subtracting it rounds a number well below it to the nearest multiple of 2⁻ᵏ. */
const GRID_25 = 201326592
const GRID_26 = 100663296

/** a + b − total, exactly, when `total` is a + b rounded (Knuth's two-sum). */
export function errorOfSum(a: number, b: number, total: number): number {
  const bInTotal = total - a
  return a - (total - bInTotal) + (b - bInTotal)
}

/** n² − square, exactly, when `square` is n·n rounded and neither it nor the products of the halves underflow (Veltkamp's split, Dekker's product). */
export function errorOfSquare(n: number, square: number): number {
  const shifted = n * 134217729
  const top = shifted - (shifted - n)
  const rest = n - top
  return top * top - square + 2 * top * rest + rest * rest
}

/**
 * Replaces `sum` = a + aLow by its quotient with `divisor` = b + bLow, off by less than 2⁻⁷⁷, for 2⁻⁸ ≤ a < 2, 1 ≤ b ≤ 2,
 * |aLow| and |bLow| ≤ 2⁻⁵².
 *
 * q ≈ a/b is cut to a multiple of 2⁻²⁶ (27 bits) and b into multiples of 2⁻²⁵ and 2⁻⁵² (26 bits each), so both products are
 * exact, and so is what remains of a: near q·bTop by Sterbenz, then below 2⁻²⁵ and a multiple of 2⁻⁷⁸.
 *
 * q is off by half a unit of its grid, so the low quotient is at most 2⁻²⁷ + 2⁻⁵⁰ (the rest for 1/b rounded, aLow and q·bLow).
 * Three roundings are relative to it, those of the remainder, of 1/b and of their product: 3·2⁻⁸⁰; taking 1/b for
 * 1/(b + bLow) is off by 2⁻⁵² of it, 2⁻⁷⁹; the two roundings of aLow − q·bLow are below 2⁻¹⁰³. Together 5·2⁻⁸⁰ < 2⁻⁷⁷.
 */
export function divide(): void {
  const b = divisor.high
  const reciprocal = 1 / b
  const q = sum.high * reciprocal + GRID_26 - GRID_26
  const bTop = b + GRID_25 - GRID_25
  const remainder = sum.high - q * bTop - q * (b - bTop) + (sum.low - q * divisor.low)
  sum.high = q
  sum.low = remainder * reciprocal
}
