import type { Spot } from '../../evaluation/environment'
import { linksBetween } from '../../evaluation/path'
import { DEPTH_OUTPUT, derivative, inputOf, LOSS, slopeAt, w, z } from '../../expression/build'
import type { Expression } from '../../expression/tree'
import type { MistakeCode } from './codes'

/** A factor of a derivative along the chain, by what it is: fᵢ₋₁ (of ∂zᵢ/∂wᵢ), wᵢ (of ∂zᵢ/∂fᵢ₋₁), f′(zᵢ), ∂𝓛/∂f_L. */
export interface Factor {
  readonly role: 'input' | 'weight' | 'slope' | 'loss'
  readonly layer: number
  readonly tree: Expression
}

/** The factors of ∂of/∂by, from `by` on, where `of` depends on `by`. */
export function factorsBetween(of: Spot, by: Spot, depth: number): readonly Factor[] {
  return linksBetween(of, by, depth).flatMap((link): Factor[] => {
    const { layer } = link.of
    if (link.of.name === 'f') return [{ role: 'slope', layer, tree: slopeAt(z(layer)) }]
    if (link.of.name === 'loss') {
      return link.by.name === 'f'
        ? [{ role: 'loss', layer: depth, tree: derivative(LOSS, DEPTH_OUTPUT) }]
        : []
    }
    if (link.by.name === 'w') return [{ role: 'input', layer, tree: inputOf(layer) }]
    return link.by.name === 'b' ? [] : [{ role: 'weight', layer, tree: w(layer) }]
  })
}

/** What one factor is mistaken for; null where it is left out. */
export interface Replacement {
  readonly code: MistakeCode
  readonly by: Expression | null
  /** How many layers it is off, where that is the mistake. */
  readonly shift?: number
  /** For the one who made the mistake; put together only if it was made. */
  readonly words: () => string
}

/** The right product with a mistake in it: some factors replaced, by their places, and others put beside them. */
export interface Slip {
  readonly code: MistakeCode
  readonly words: () => string
  readonly replaced: ReadonlyMap<number, Expression | null>
  readonly beside: readonly Expression[]
}

/** The other layers that one may be mistaken for, the nearest first; in a deep chain only those around it. */
export function layersBeside(layer: number, depth: number): readonly number[] {
  const furthest = depth <= 8 ? depth : 2
  return Array.from({ length: furthest }, (_, i) => [layer - i - 1, layer + i + 1])
    .flat()
    .filter(other => other >= 1 && other <= depth)
}
