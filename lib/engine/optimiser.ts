import type { Optimiser } from './types'

/** What a step does with the gradient. */
export interface Descent {
  /** All that it remembers from step to step; zeros before the first step, except where said. A checkpoint keeps it. */
  readonly memory: Float64Array
  /** Once a step, before the parameters are moved. */
  begin(): void
  /**
   * Moves `parameters[i]` against `gradient[i]` where `taking` is absent or 1 at i. What is remembered of parameter i
   * stands `offset` + i places into each part of the memory.
   */
  move(parameters: Float64Array, gradient: Float64Array, offset: number, taking?: Uint8Array): void
}

const MOMENTUM = 0.9
const BETA_1 = 0.9
const BETA_2 = 0.999
const EPSILON = 1e-8

/** The optimiser of a run with rate `eta` over `count` parameters. */
export function descentOf(optimiser: Optimiser, eta: number, count: number): Descent {
  switch (optimiser) {
    case 'sgd':
      return plain(eta)
    case 'momentum':
      return momentum(eta, count)
    case 'adam':
      return adam(eta, count)
  }
}

/** p ← p − η·g */
function plain(eta: number): Descent {
  return {
    memory: new Float64Array(0),
    begin() {},
    move(parameters, gradient, _, taking) {
      for (let i = 0; i < parameters.length; i++) {
        if (taking === undefined || taking[i] === 1) parameters[i] -= eta * gradient[i]
      }
    },
  }
}

/** v ← 0.9·v + g, then p ← p − η·v (Polyak, 1964; v starts at 0) */
function momentum(eta: number, count: number): Descent {
  const velocity = new Float64Array(count)
  return {
    memory: velocity,
    begin() {},
    move(parameters, gradient, offset, taking) {
      for (let i = 0; i < parameters.length; i++) {
        if (taking !== undefined && taking[i] === 0) continue
        const j = offset + i
        velocity[j] = MOMENTUM * velocity[j] + gradient[i]
        parameters[i] -= eta * velocity[j]
      }
    },
  }
}

/**
 * Adam (Kingma and Ba, 2015), with m, v at 0 and the products c₁, c₂ at 1 before the first step:
 *
 *     c₁ ← c₁·β₁                  c₂ ← c₂·β₂                      once a step: running products in place of β₁ᵗ, β₂ᵗ
 *     m ← β₁·m + (1 − β₁)·g       v ← β₂·v + (1 − β₂)·(g·g)
 *     p ← p − η·((m/(1 − c₁))/(√(v/(1 − c₂)) + ε))
 *
 * β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ are the doubles nearest to them, and 1 − β₁ and so on are computed from those.
 */
function adam(eta: number, count: number): Descent {
  const memory = new Float64Array(2 * count + 2)
  const mean = memory.subarray(0, count)
  const square = memory.subarray(count, 2 * count)
  const products = memory.subarray(2 * count)
  products.fill(1)
  return {
    memory,
    begin() {
      products[0] *= BETA_1
      products[1] *= BETA_2
    },
    move(parameters, gradient, offset, taking) {
      for (let i = 0; i < parameters.length; i++) {
        if (taking !== undefined && taking[i] === 0) continue
        const j = offset + i
        const g = gradient[i]
        mean[j] = BETA_1 * mean[j] + (1 - BETA_1) * g
        square[j] = BETA_2 * square[j] + (1 - BETA_2) * (g * g)
        const root = Math.sqrt(square[j] / (1 - products[1]))
        parameters[i] -= eta * (mean[j] / (1 - products[0]) / (root + EPSILON))
      }
    },
  }
}
