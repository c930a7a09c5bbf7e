import { subjectOf } from '../check/subject'
import { b, delta, derivative, f, LOSS, w, X, z } from '../expression/build'
import type { Expression, Line } from '../expression/tree'
import type { Quantity } from '../quantity'
import { latexText } from '../writer/latex'
import type { Unrolled } from './unroll'

/** The gradient or δ that a line is about, if its first side is one alone in a chain of `depth` layers; else null. */
export function unrollableIn(line: Line, depth: number): Unrolled | null {
  const side = line.kind === 'equation' && !line.continues ? line.sides[0] : undefined
  const subject = side === undefined ? null : subjectOf(side, new Map(), depth)
  if (subject?.kind !== 'derivative' || subject.of.name !== 'loss') return null
  const { name, layer } = subject.by
  switch (name) {
    case 'x':
      return { kind: 'gradX' }
    case 'w':
      return { kind: 'gradW', layer }
    case 'b':
      return { kind: 'gradB', layer }
    case 'z':
      return { kind: 'delta', layer }
    default:
      return null
  }
}

/** How a derivation of a quantity begins, in LaTeX: `\delta_1 = `; of a weight that of its gradient. Null where there is none. */
export function firstLineOf(quantity: Quantity): string | null {
  const left = leftOf(quantity)
  return left === null ? null : `${latexText(left)} = `
}

function leftOf(quantity: Quantity): Expression | null {
  switch (quantity.kind) {
    case 'x':
    case 'gradX':
      return derivative(LOSS, X)
    case 'loss':
      return LOSS
    case 'w':
    case 'gradW':
      return derivative(LOSS, w(quantity.layer))
    case 'b':
    case 'gradB':
      return derivative(LOSS, b(quantity.layer))
    case 'z':
      return z(quantity.layer)
    case 'f':
      return f(quantity.layer)
    case 'delta':
      return delta(quantity.layer)
    case 'y':
    case 'eta':
      return null
  }
}
