import type { LayerIndex } from './layer-index'

/** What there is once in a chain. `loss` is 𝓛. */
export type SingleName = 'x' | 'y' | 'eta' | 'loss'

/** What there is once a layer: wᵢ, bᵢ, zᵢ, fᵢ, δᵢ. f₀ is x. */
export type LayeredName = 'w' | 'b' | 'z' | 'f' | 'delta'

/** Functions that a formula may call. `f` is the activation of the chain, whichever it is. */
export const FUNCTIONS = ['f', 'tanh', 'sigmoid', 'relu', 'exp', 'log', 'sqrt', 'sign', 'max'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

export interface Single {
  readonly kind: 'single'
  readonly name: SingleName
}

export interface Layered {
  readonly kind: 'layered'
  readonly name: LayeredName
  readonly index: LayerIndex
}

/** What has a name in the chain, and can stand in a derivative. */
export type Named = Single | Layered

/** ∂of/∂by, total: everything that stands between the two is let move. */
export interface Derivative {
  readonly kind: 'derivative'
  readonly of: Expression
  readonly by: Named
}

/** ∑ or ∏ over a letter. An empty range gives 0 or 1. */
export interface Series {
  readonly kind: 'series'
  readonly operation: Operation
  readonly letter: string
  readonly from: LayerIndex
  readonly to: LayerIndex
  readonly body: Expression
}

/**
 * What “⋯” stands for: w₂w₃⋯w_L, or z₁ + ⋯ + z_L. It repeats `group`, in which the letter `RUN_LETTER` goes from `from` to `to`
 * by `step`. `before` groups are written before the dots and `after` behind them; of the first one behind them, the dots swallow
 * the first `swallowed` members: (1 − f₁²)w₂(1 − f₂²)w₃⋯w_L.
 */
export interface Run {
  readonly kind: 'run'
  readonly operation: Operation
  readonly group: readonly Expression[]
  readonly from: LayerIndex
  readonly to: LayerIndex
  readonly step: 1 | -1
  readonly before: number
  readonly after: number
  readonly swallowed: number
}

export type Operation = 'sum' | 'product'

/** The letter of a run, which nobody can type. */
export const RUN_LETTER = '⋯'

/**
 * A formula of the chain as a tree. It keeps what was written: brackets around a product inside a product are a product inside a
 * product, and a number keeps its digits. Nothing negative is a number: −2 is the negation of 2.
 */
export type Expression =
  | { readonly kind: 'number'; readonly digits: string }
  | Named
  /** A weight or bias after the step. */
  | { readonly kind: 'updated'; readonly of: Layered }
  | Derivative
  | Call
  | { readonly kind: 'negation'; readonly of: Expression }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly over: Expression; readonly under: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'absolute'; readonly of: Expression }
  | Series
  | Run

export interface Call {
  readonly kind: 'call'
  readonly name: FunctionName
  /** Whether it is the derivative of the function: f′(z). */
  readonly prime: boolean
  readonly inputs: readonly Expression[]
}

/** `=`, or `≈` where a number is rounded. */
export type Relation = '=' | '≈'

/** One line of a derivation. */
export type Line =
  /** Sides held equal; `continues` when the line starts with its relation, and so goes on from the line before. */
  | {
      readonly kind: 'equation'
      readonly sides: readonly Expression[]
      readonly relations: readonly Relation[]
      readonly continues: boolean
    }
  /** target ← value */
  | { readonly kind: 'update'; readonly target: Layered; readonly value: Expression }

export const isNamed = (expression: Expression): expression is Named =>
  expression.kind === 'single' || expression.kind === 'layered'
