import type { Activation, Chain, Loss } from '@/lib/engine'

/** What is fixed of a chain while its numbers vary: what a derivation is about. */
export interface Shape {
  /** Of each layer: `activations[i - 1]` is that of layer i. At least one. */
  readonly activations: readonly Activation[]
  /** Whether layer i has a bias. */
  readonly biased: readonly boolean[]
  readonly loss: Loss
}

/** A chain of `depth` equal layers. */
export function uniformShape(depth: number, activation: Activation, loss: Loss, biases = false): Shape {
  return {
    activations: Array.from({ length: depth }, () => activation),
    biased: Array.from({ length: depth }, () => biases),
    loss,
  }
}

export const shapeOf = ({ layers, loss }: Chain): Shape => ({
  activations: layers.map(({ activation }) => activation),
  biased: layers.map(({ b }) => b !== undefined),
  loss,
})

/** Equal for equal shapes. */
export const shapeKey = ({ activations, biased, loss }: Shape): string =>
  `${loss} ${activations.map((activation, i) => `${activation}${biased[i] ? '+b' : ''}`).join(' ')}`

/** Whether 𝓛 reads z_L, because the chain ends in a sigmoid under the logistic loss. */
export const readsLogit = ({ activations, loss }: Shape): boolean =>
  loss === 'logistic' && activations.at(-1) === 'sigmoid'
