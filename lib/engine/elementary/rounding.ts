import { sum } from './double-double'

/**
 * The rounding test (Ziv, 1991). Given that the true value v satisfies |v − (high + low)| ≤ error/2 for the accumulator's
 * high + low, leaves in `sum.high` the double nearest to v and answers true, or answers false when the ends of
 * the interval high + low ± error round to different doubles.
 *
 * Why it is safe: rounding is monotone, so when both ends round to one double, so does v between them. An end is
 * computed as high + fl(low ± error), and fl moves it by at most 2⁻⁵³·|low ± error|; at every call that is far below the half of
 * `error` that v does not use. The result must be a normal double, or its last bit is not where the sum rounds.
 *
 * A tie never has to be broken: at every double but the few that are treated by name, eˣ is transcendental
 * (Lindemann) and so are the logarithms, so v is neither a double nor halfway between two.
 */
export function settle(error: number): boolean {
  const { high, low } = sum
  const below = high + (low - error)
  sum.high = below
  return below === high + (low + error)
}
