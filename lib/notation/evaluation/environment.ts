import type { LayeredName, SingleName } from '../expression/tree'

/** A quantity with its place in the chain; what there is once stands at layer 0. */
export interface Spot {
  readonly name: SingleName | LayeredName
  readonly layer: number
}

/** What symbols stand for: a chain with its passes, or free numbers that obey only some rules. Layers are from 1 to `depth`. */
export interface Environment {
  readonly depth: number
  readonly hasBias: (layer: number) => boolean
  readonly valueAt: (spot: Spot) => number
  /** wᵢ or bᵢ after the step. */
  readonly updated: (name: 'w' | 'b', layer: number) => number
  /** ∂of/∂by, total. */
  readonly derivative: (of: Spot, by: Spot) => number
  /** f(input) or f′(input). `at` is the quantity that the input is, where it is one alone. */
  readonly activation: (prime: boolean, input: number, at: Spot | null) => number
}

const SHOWN: Partial<Record<Spot['name'], string>> = { delta: 'δ', eta: 'η', loss: '𝓛' }

/** `w₂`, `δ₁₀`, `𝓛` */
export function spotText({ name, layer }: Spot): string {
  const shown = SHOWN[name] ?? name
  return layer === 0
    ? shown
    : `${shown}${[...String(layer)].map(digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('')}`
}
