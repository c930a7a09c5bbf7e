import type { Spot } from './environment'

/**
 * Where a quantity lies on the way x, w₁ → z₁ → f₁ → z₂ → … → f_L → 𝓛, as a number: zᵢ at 2i, fᵢ at 2i + 1, what feeds zᵢ just
 * before it, and 𝓛 behind f_L. Null for what lies on no way: η, and δ, which belongs to the way back.
 */
function placeOnPath({ name, layer }: Spot, depth: number): number | null {
  switch (name) {
    case 'x':
      return 1
    case 'w':
    case 'b':
      return 2 * layer - 1
    case 'z':
      return 2 * layer
    case 'f':
      return 2 * layer + 1
    case 'loss':
    case 'y':
      return 2 * depth + 2
    default:
      return null
  }
}

/** Whether `of` is computed from `by`, however indirectly. */
export function dependsOn(of: Spot, by: Spot, depth: number): boolean {
  if (by.name === 'y') return of.name === 'loss'
  if (of.name === 'x' || of.name === 'w' || of.name === 'b' || of.name === 'y') return false
  const [later, earlier] = [placeOnPath(of, depth), placeOnPath(by, depth)]
  return later !== null && earlier !== null && earlier < later
}

/** One factor of a derivative along the chain: ∂zᵢ/∂(what feeds it), ∂fᵢ/∂zᵢ, or ∂𝓛/∂f_L. */
export interface Link {
  readonly of: Spot
  readonly by: Spot
}

/**
 * The links that ∂of/∂by is the product of, from `by` on: ∂z₁/∂w₁, ∂f₁/∂z₁, ∂z₂/∂f₁, …, ∂𝓛/∂f_L. Only for what `dependsOn`
 * holds for; by y it is the one link ∂𝓛/∂y.
 */
export function linksBetween(of: Spot, by: Spot, depth: number): readonly Link[] {
  const links: Link[] = []
  let from = by
  while (!(from.name === of.name && from.layer === of.layer)) {
    const next = nextOf(from, depth)
    links.push({ of: next, by: from })
    from = next
  }
  return links
}

function nextOf({ name, layer }: Spot, depth: number): Spot {
  switch (name) {
    case 'x':
      return { name: 'z', layer: 1 }
    case 'w':
    case 'b':
      return { name: 'z', layer }
    case 'z':
      return { name: 'f', layer }
    case 'f':
      return layer === depth ? { name: 'loss', layer: 0 } : { name: 'z', layer: layer + 1 }
    default:
      return { name: 'loss', layer: 0 }
  }
}
