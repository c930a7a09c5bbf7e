import type { Environment, Spot } from '../evaluation/environment'
import { dependsOn } from '../evaluation/path'
import { type Letters, layerNumber } from '../expression/layer-index'
import { type Expression, isNamed, type Named } from '../expression/tree'

/** What one side of an equation is, where it is a quantity alone: what the other side then must come to. */
export type Subject =
  /** δᵢ is ∂𝓛/∂zᵢ, and f′(zᵢ) is ∂fᵢ/∂zᵢ. */
  | { readonly kind: 'derivative'; readonly of: Spot; readonly by: Spot }
  | { readonly kind: 'input' | 'output'; readonly layer: number }
  | { readonly kind: 'loss' }
  /** A weight or bias after the step. */
  | { readonly kind: 'updated'; readonly parameter: Spot }

const LOSS_SPOT: Spot = { name: 'loss', layer: 0 }

/** What the expression is, if it is a quantity alone and stands in the chain. */
export function subjectOf(expression: Expression, letters: Letters, depth: number): Subject | null {
  const spot = (named: Named) => spotOf(named, letters, depth)
  switch (expression.kind) {
    case 'single':
      return expression.name === 'loss' ? { kind: 'loss' } : null
    case 'layered': {
      const at = spot(expression)
      if (at === null || at.name === 'x') return null
      if (at.name === 'delta') return derivativeBy({ name: 'z', layer: at.layer })
      if (at.name === 'z') return { kind: 'input', layer: at.layer }
      return at.name === 'f' ? { kind: 'output', layer: at.layer } : null
    }
    case 'updated': {
      const parameter = spot(expression.of)
      return parameter && { kind: 'updated', parameter }
    }
    case 'derivative': {
      const of = isNamed(expression.of) ? spot(expression.of) : null
      const by = spot(expression.by)
      return of && by && dependsOn(of, by, depth) ? { kind: 'derivative', of, by } : null
    }
    case 'call': {
      const [input] = expression.inputs
      const by = input && isNamed(input) ? spot(input) : null
      if (by?.name !== 'z' || expression.name !== 'f') return null
      if (!expression.prime) return { kind: 'output', layer: by.layer }
      return { kind: 'derivative', of: { name: 'f', layer: by.layer }, by }
    }
    default:
      return null
  }
}

const derivativeBy = (by: Spot): Subject => ({ kind: 'derivative', of: LOSS_SPOT, by })

export function spotOf(named: Named, letters: Letters, depth: number): Spot | null {
  if (named.kind === 'single') return { name: named.name, layer: 0 }
  const layer = layerNumber(named.index, new Map([...letters, ['L', depth]]))
  if (layer === undefined || layer > depth) return null
  if (layer === 0 && named.name === 'f') return { name: 'x', layer: 0 }
  return layer < 1 ? null : { name: named.name, layer }
}

/** Every derivative of the loss and every one-step derivative of a chain, for what has no name on paper but its value. */
export function derivativesOf({ depth }: Pick<Environment, 'depth'>): readonly Subject[] {
  return Array.from({ length: depth }, (_, i) => i + 1).flatMap((layer): Subject[] => [
    derivativeBy({ name: 'z', layer }),
    derivativeBy({ name: 'w', layer }),
    derivativeBy({ name: 'f', layer }),
    ...(layer === 1 ? [derivativeBy({ name: 'x', layer: 0 })] : []),
  ])
}
