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
 *     log, log1p                 20·2⁻⁷⁸                   2⁻²³              2⁻⁷⁶           2⁻⁷³
 *     log near 1, log1p near 0   2⁻⁶⁷·|a|                  2⁻¹⁷·|a|          2⁻⁷⁰·|a|       2⁻⁶⁶·|a|
 *     tanh near 0                2⁻⁶⁷·⁹·|x|                2⁻¹⁷·|x|          2⁻⁷⁰·|x|       2⁻⁶⁶·|x|
 *     tanh                       3·2⁻⁷⁶                    2⁻²⁵              2⁻⁷⁸           2⁻⁷³
 *     sigmoid                    2·2⁻⁷⁶                    2⁻²⁵              2⁻⁷⁸           2⁻⁷⁴
 *     softplus                   as log or log1p, with what the exponential and x add, at `softplus.ts`
 *
 * The bounds stand, with their reasons, at the kernels. The result must be a normal double, or its last bit is not where the
 * sum rounds; callers scale by powers of two only after the test, or hand what may be subnormal to the slow answers.
 *
 * A tie never has to be broken: at every double but the few that are treated by name or come out exactly (log 1, σ(0)), v is transcendental, so it is neither a
 * double nor halfway between two. For algebraic x ≠ 0, eˣ is (Lindemann), so what is a rational function of it is as well: expm1,
 * tanh and σ. If log x were algebraic for an algebraic x > 0, x ≠ 1, then x = e^(log x) would not be (the same). If
 * y = log(1 + eˣ) were, then e⁰ + eˣ = eʸ would be a linear relation between exponentials of algebraic exponents, which for
 * distinct ones there is none (Lindemann and Weierstrass): x ≠ 0 by assumption, y ≠ x because eʸ > eˣ, and y ≠ 0 because eʸ > 1. At
 * x = 0, y is log 2.
 */
export function settle(error: number): boolean {
  const { high, low } = sum
  const below = high + (low - error)
  sum.high = below
  return below === high + (low + error)
}
