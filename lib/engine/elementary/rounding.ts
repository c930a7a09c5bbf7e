import { sum } from './double-double'

/**
 * The rounding test (Ziv, 1991). For a true value v near the accumulator's high + low: leaves in `sum.high` the double
 * nearest to v and answers true, or answers false when the ends of the interval high + low ± error round to
 * different doubles.
 *
 * Why it is safe: rounding is monotone, so when both ends round to one double, so does every number between them. What
 * is computed is high + fl(low ± error), rounded once; fl moves an end by at most 2⁻⁵³·|low ± error|. So v is between the ends
 * whenever |v − (high + low)| plus that is at most `error`, which holds at every call:
 *
 *     caller                     |v − (high + low)|        |low|             2⁻⁵³·|low|     error
 *     exp, expm1                 2⁻⁷⁶                      2⁻⁵²              2⁻¹⁰⁵          2⁻⁷⁵
 *     expm1 near 0               2⁻⁶⁸·³·|x|                2⁻¹⁷·|x|          2⁻⁷⁰·|x|       2⁻⁶⁷·|x|
 *     log, log1p                 2⁻⁷⁴                      2⁻²³              2⁻⁷⁶           2⁻⁷³
 *     log near 1, log1p near 0   2⁻⁶⁷·|a|                  2⁻¹⁷·|a|          2⁻⁷⁰·|a|       2⁻⁶⁶·|a|
 *     tanh near 0                2⁻⁶⁷·⁹·|x|                2⁻¹⁷·|x|          2⁻⁷⁰·|x|       2⁻⁶⁶·|x|
 *     tanh                       3·2⁻⁷⁶                    2⁻²⁵              2⁻⁷⁸           2⁻⁷³
 *     sigmoid                    2·2⁻⁷⁶                    2⁻²⁵              2⁻⁷⁸           2⁻⁷⁴
 *     softplus                   as log or log1p, then + x: 2⁻¹⁰⁰ more for both            2⁻⁹⁹ more
 *
 * The bounds stand, with their reasons, at the kernels. The result must be a normal double, or its last bit is not where the
 * sum rounds; callers scale by powers of two only after the test, or hand what may be subnormal to the slow answers.
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
