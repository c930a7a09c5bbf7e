import type { LayerIndex } from '../expression/layer-index'
import type { Call, LayeredName, Operation, Relation, SingleName } from '../expression/tree'

/** How tightly an expression holds together; what is looser than its place asks for goes into brackets. */
export const Hold = {
  Sum: 1,
  Product: 2,
  /** As a factor of a product. */
  Factor: 3,
  /** As a part of a quotient on one line, or the body of a series. */
  Tight: 4,
  /** As the base of a power. */
  Base: 5,
} as const
export type Hold = (typeof Hold)[keyof typeof Hold]

/** A way of setting formulas: what the pieces of one look like. Every function takes texts that are already set. */
export interface Style {
  readonly number: (digits: string) => string
  readonly single: (name: SingleName) => string
  readonly layered: (name: LayeredName, index: LayerIndex) => string
  readonly updated: (of: string) => string
  readonly derivative: (of: string, by: string) => string
  readonly call: (call: Call, inputs: readonly string[]) => string
  readonly negation: (of: string) => string
  /** `signs[i]` stands before term i; the first is empty or a minus. */
  readonly sum: (terms: readonly string[], signs: readonly ('' | '+' | '-')[]) => string
  readonly product: (factors: readonly string[]) => string
  readonly quotient: (over: string, under: string) => string
  readonly power: (base: string, exponent: string) => string
  /** `holdsAnother`: whether there are such bars inside. */
  readonly absolute: (of: string, holdsAnother: boolean) => string
  readonly series: (operation: Operation, letter: string, bounds: Bounds, body: string) => string
  readonly dots: string
  readonly brackets: (inside: string) => string
  readonly relation: (relation: Relation | '←') => string
  /** How tightly these hold together in this style. */
  readonly holdOf: { readonly quotient: Hold; readonly derivative: Hold; readonly exponential: Hold }
}

export interface Bounds {
  readonly from: LayerIndex
  readonly to: LayerIndex
}
