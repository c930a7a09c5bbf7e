import { DEPTH, type LayerIndex, layer, sameIndex } from './layer-index'
import type {
  Derivative,
  Expression,
  FunctionName,
  Layered,
  LayeredName,
  Named,
  Single,
  SingleName,
} from './tree'

// Short names for building trees: formulas in code should look like formulas.

export const single = (name: SingleName): Single => ({ kind: 'single', name })

export const layered = (name: LayeredName, index: LayerIndex | number): Layered => ({
  kind: 'layered',
  name,
  index: typeof index === 'number' ? layer(index) : index,
})

export const X = single('x')
export const Y = single('y')
export const ETA = single('eta')
export const LOSS = single('loss')

export const w = (index: LayerIndex | number): Layered => layered('w', index)
export const b = (index: LayerIndex | number): Layered => layered('b', index)
export const z = (index: LayerIndex | number): Layered => layered('z', index)
export const f = (index: LayerIndex | number): Layered => layered('f', index)
export const delta = (index: LayerIndex | number): Layered => layered('delta', index)

/** f_L, the output of the chain. */
export const DEPTH_OUTPUT = f(DEPTH)

/** What weight i multiplies: fᵢ₋₁, and x at layer 1. */
export function inputOf(index: number): Named {
  return index === 1 ? X : f(index - 1)
}

/** A number from 0 on, in the fewest digits. */
export const number = (value: number): Expression => ({ kind: 'number', digits: String(value) })

export const negation = (of: Expression): Expression => ({ kind: 'negation', of })

/** A sum; of one term, the term. */
export function sum(...terms: readonly Expression[]): Expression {
  const [only] = terms
  return terms.length === 1 && only ? only : { kind: 'sum', terms }
}

/** The factors of a product; of anything else, the thing itself. */
export const factorsOf = (expression: Expression): readonly Expression[] =>
  expression.kind === 'product' ? expression.factors : [expression]

/** a − b */
export const difference = (a: Expression, b: Expression): Expression => sum(a, negation(b))

/** A product; of one factor, the factor; of none, 1. */
export function product(...factors: readonly Expression[]): Expression {
  const [only] = factors
  if (only === undefined) return number(1)
  return factors.length === 1 ? only : { kind: 'product', factors }
}

export const quotient = (over: Expression, under: Expression): Expression => ({
  kind: 'quotient',
  over,
  under,
})

export const square = (base: Expression): Expression => ({ kind: 'power', base, exponent: number(2) })

export const call = (name: FunctionName, ...inputs: readonly Expression[]): Expression => ({
  kind: 'call',
  name,
  prime: false,
  inputs,
})

/** f′(input) */
export const slopeAt = (input: Expression): Expression => ({
  kind: 'call',
  name: 'f',
  prime: true,
  inputs: [input],
})

export const derivative = (of: Expression, by: Named): Derivative => ({ kind: 'derivative', of, by })

/** Whether two named quantities are written the same way. */
export function sameNamed(a: Named, b: Named): boolean {
  if (a.name !== b.name) return false
  return a.kind === 'single' || b.kind === 'single' || sameIndex(a.index, b.index)
}
