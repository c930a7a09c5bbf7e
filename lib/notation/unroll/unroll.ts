import type { Shape } from '../evaluation/shape'
import {
  b as bias,
  delta,
  derivative,
  factorsOf,
  inputOf,
  LOSS,
  product,
  slopeAt,
  w,
  X,
  z,
} from '../expression/build'
import type { Expression, Named } from '../expression/tree'
import { folded } from './fold'
import { lastDeltaFactors, slopeForm } from './right-forms'

/** What can be unrolled: a gradient, or δ itself. Layers are from 1. */
export type Unrolled =
  | { readonly kind: 'gradW' | 'gradB' | 'delta'; readonly layer: number }
  | { readonly kind: 'gradX' }

/** One step of unrolling: the recursion applied once more. */
export interface UnrollStep {
  /** What this step replaced, in words: “δ₁ = f′(z₁) w₂ δ₂”, “δ_L = f′(z_L) ∂𝓛/∂f_L”. */
  readonly rule: 'definition of δ' | 'recursion' | 'end of the recursion'
  /** In the textbook's form: x(1 − f₁²)w₂δ₂. */
  readonly written: Expression
  /** The same with f′(zᵢ) as it is; its value keeps its digits where a unit is saturated and 1 − fᵢ² is all rounding. */
  readonly general: Expression
  /** The textbook's form with its products gathered and what is long folded: x(1 − f₁²)⋯(1 − f₉²)w₂⋯w₁₀δ₁₀. */
  readonly folded: Expression
}

/** The quantity that is unrolled, as it stands on the left. */
export function leftOf(unrolled: Unrolled): Expression {
  if (unrolled.kind === 'delta') return delta(unrolled.layer)
  return derivative(LOSS, parameterOf(unrolled))
}

function parameterOf(unrolled: Unrolled): Named {
  if (unrolled.kind === 'gradX') return X
  return unrolled.kind === 'gradB' ? bias(unrolled.layer) : w(unrolled.layer)
}

/**
 * The recursion opened one step at a time, from the quantity to the whole product:
 *
 *     ∂𝓛/∂w₁ = x δ₁ = x(1 − f₁²)w₂δ₂ = … = x(1 − f₁²)w₂(1 − f₂²)w₃ ⋯ (1 − f_L²) 2(f_L − y)
 *
 * For a gradient there are L − i + 2 steps, of which the first puts in δᵢ; for δᵢ that one is left out.
 */
export function unroll(unrolled: Unrolled, shape: Shape): readonly UnrollStep[] {
  const depth = shape.activations.length
  const start = unrolled.kind === 'gradX' ? 1 : unrolled.layer
  const before = factorsBeforeDelta(unrolled)
  const steps: UnrollStep[] = []
  if (unrolled.kind !== 'delta') {
    const first = product(...before, delta(start))
    steps.push({ rule: 'definition of δ', written: first, general: first, folded: first })
  }
  for (let reached = start + 1; reached <= depth + 1; reached++) {
    const isEnd = reached > depth
    steps.push({
      rule: isEnd ? 'end of the recursion' : 'recursion',
      written: product(
        ...before,
        ...recursion(start, reached, shape, i => slopeForm(activationOf(shape, i), i)),
      ),
      general: product(...before, ...recursion(start, reached, shape, i => slopeAt(z(i)))),
      folded: folded(before, start, reached, shape),
    })
  }
  return steps
}

function factorsBeforeDelta(unrolled: Unrolled): readonly Expression[] {
  if (unrolled.kind === 'gradW') return [inputOf(unrolled.layer)]
  return unrolled.kind === 'gradX' ? [w(1)] : []
}

const activationOf = ({ activations }: Shape, layer: number) => activations[layer - 1] ?? 'identity'

/** The factors of δ_start with δ_reached as the last one; past the end of the chain, with ∂𝓛/∂f_L. */
function recursion(
  start: number,
  reached: number,
  shape: Shape,
  slope: (layer: number) => Expression,
): readonly Expression[] {
  const depth = shape.activations.length
  const factors: Expression[] = []
  for (let i = start; i < Math.min(reached, depth); i++) factors.push(...factorsOf(slope(i)), w(i + 1))
  return reached > depth
    ? [...factors, ...lastDeltaFactors(shape, slope(depth))]
    : [...factors, delta(reached)]
}
