import type { Quantity } from './quantity'

export type Pass = 'forward' | 'backward' | 'update'

/** One quantity that is worked out: a value of a pass, or what the update makes of a weight or bias. */
export interface PassStep {
  readonly pass: Pass
  readonly quantity: Quantity
}

/**
 * Everything that one step of gradient descent works out, in its order: forward z₁, f₁ … z_L, f_L, 𝓛; backward δ_L, ∂𝓛/∂w_L … δ₁, ∂𝓛/∂w₁,
 * ∂𝓛/∂x, each with ∂𝓛/∂bᵢ where there are biases; then all weights and biases.
 */
export function passOrder(depth: number, hasBiases: boolean): readonly PassStep[] {
  const layers = Array.from({ length: depth }, (_, i) => i + 1)
  const forward = layers.flatMap((layer): Quantity[] => [
    { kind: 'z', layer },
    { kind: 'f', layer },
  ])
  const backward = layers
    .toReversed()
    .flatMap((layer): Quantity[] => [
      { kind: 'delta', layer },
      { kind: 'gradW', layer },
      ...(hasBiases ? [{ kind: 'gradB', layer } as const] : []),
    ])
  const update = layers.flatMap((layer): Quantity[] => [
    { kind: 'w', layer },
    ...(hasBiases ? [{ kind: 'b', layer } as const] : []),
  ])
  return [
    ...[...forward, { kind: 'loss' } as const].map(quantity => ({ pass: 'forward', quantity }) as const),
    ...[...backward, { kind: 'gradX' } as const].map(quantity => ({ pass: 'backward', quantity }) as const),
    ...update.map(quantity => ({ pass: 'update', quantity }) as const),
  ]
}
