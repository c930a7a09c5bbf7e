import { isShortExact, shortLatex } from './number-format'
import { type Quantity, quantityLatex } from './quantity'

/** A quantity where it stands in a formula: as its symbol, or as its number. */
export interface Term {
  /** As it stands alone or first. */
  readonly latex: string
  /** As a factor, a base, or after a sign: in brackets where they are needed. */
  readonly factor: string
  /** The number, where it is shown as one. */
  readonly number?: number
}

/** A number in a formula that is no quantity of the chain: what an optimiser remembers, the mean of some gradients. */
export interface Named {
  readonly latex: string
  readonly number: number
}

/** How a formula writes its quantities: with symbols, or with the numbers put in. */
export type Show = (what: Quantity | Named) => Term

export function symbolTerm(what: Quantity | Named): Term {
  const latex = 'latex' in what ? what.latex : quantityLatex(what)
  return { latex, factor: latex }
}

export function numberTerm(number: number): Term {
  const latex = shortLatex(number)
  const needsBrackets = latex.startsWith('-') || latex.includes('\\times')
  return { latex, factor: needsBrackets ? `(${latex})` : latex, number }
}

/** `= 0.25`, or `\approx 0.4621` where the number is rounded. */
export const equals = (number: number): string =>
  `${Number.isFinite(number) && !isShortExact(number) ? '\\approx' : '='} ${shortLatex(number)}`

/** One of two branches by the sign of `z`: both, as long as `z` is a symbol; the one that holds, once it is a number. */
export function bySign(z: Term, whenPositive: string, otherwise: string): string {
  if (z.number !== undefined) return z.number > 0 ? whenPositive : otherwise
  return `\\begin{cases} ${whenPositive} & ${z.latex} > 0 \\\\ ${otherwise} & ${z.latex} \\le 0 \\end{cases}`
}
