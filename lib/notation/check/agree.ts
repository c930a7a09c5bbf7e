import type { Environment } from '../evaluation/environment'
import { type Budget, valueIn } from '../evaluation/evaluate'
import { sum } from '../expression/build'
import type { Letters } from '../expression/layer-index'
import type { Expression } from '../expression/tree'

/** Two values of the same thing differ by less than this, relatively: each is right to about 10⁻¹⁴. */
const TOLERANCE = 1e-9

/** Of the size of what cancelled in a sum: what is left is no more exact than that. */
const OF_WHAT_CANCELLED = 1e-13

/** Whether two numbers are one, up to rounding. `size` is that of the largest sum in them. */
export function agree(a: number, b: number, size = 0): boolean {
  if (a === b) return true
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false
  const difference = Math.abs(a - b)
  return (
    difference <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b)) || difference <= OF_WHAT_CANCELLED * size
  )
}

/** The size of what an expression adds up: |a| + |b| for a − b, however small the difference is. 0 where nothing is added. */
export function sizeOf(
  expression: Expression,
  environment: Environment,
  letters: Letters,
  budget?: Budget,
): number {
  if (expression.kind !== 'sum') return 0
  return expression.terms.reduce((size, term) => {
    const value = valueIn(sum(term), environment, letters, budget)
    return size + (value.ok ? Math.abs(value.value) : 0)
  }, 0)
}
