import { type Big, bigExp, bigLog, bigOfDouble, nearestToLimit, shifted } from './big'

// The slow answers, for the arguments at which the rounding test cannot tell: integers only, as many bits as it takes.

/** eˣ for |x| ≤ 746. */
export function exactExp(x: number): number {
  return nearestToLimit(bits => bigExp(x, bits))
}

/** eˣ − 1 for |x| ≤ 746, x ≠ 0. */
export function exactExpm1(x: number): number {
  return nearestToLimit(bits => {
    const e = bigExp(x, bits)
    return { n: e.n - one(e), bits: e.bits }
  })
}

/** log x for finite x > 0, x ≠ 1. */
export function exactLog(x: number): number {
  return nearestToLimit(bits => bigLog(bigOfDouble(x), bits))
}

/** log(1 + x) for finite x > −1, |x| ≥ 2⁻⁵⁴. */
export function exactLog1p(x: number): number {
  const { n, bits: places } = bigOfDouble(x)
  const onePlus =
    places < 0 ? { n: shifted(n, -places) + 1n, bits: 0 } : { n: n + shifted(1n, places), bits: places }
  return nearestToLimit(bits => bigLog(onePlus, bits))
}

/** tanh x = (1 − E)/(1 + E) with E = exp(−2x), for 0 < x ≤ 373. */
export function exactTanh(x: number): number {
  return nearestToLimit(bits => {
    const e = bigExp(-2 * x, bits)
    return quotient(one(e) - e.n, one(e) + e.n, e.bits)
  })
}

/** 1/(1 + e⁻ˣ) for |x| ≤ 746, x ≠ 0; with E = exp(−|x|) it is 1/(1 + E) or E/(1 + E). */
export function exactSigmoid(x: number): number {
  return nearestToLimit(bits => {
    const e = bigExp(-Math.abs(x), bits)
    return quotient(x < 0 ? e.n : one(e), one(e) + e.n, e.bits)
  })
}

/** log(1 + eˣ) = max(x, 0) + log(1 + E) with E = exp(−|x|), for |x| ≤ 746. */
export function exactSoftplus(x: number): number {
  const positive = bigOfDouble(Math.max(x, 0))
  return nearestToLimit(bits => {
    const e = bigExp(-Math.abs(x), bits)
    const log = bigLog({ n: one(e) + e.n, bits: e.bits }, e.bits)
    return { n: shifted(positive.n, e.bits - positive.bits) + log.n, bits: e.bits }
  })
}

/** 1 in the units of `e`, or 0 when a unit is larger than 1: off by less than a unit. */
function one(e: Big): bigint {
  return shifted(1n, e.bits)
}

function quotient(a: bigint, b: bigint, bits: number): Big {
  return { n: shifted(a, bits) / b, bits }
}
