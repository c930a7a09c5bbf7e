import { activate, type Chain, evaluate, type Passes, slope } from '@/lib/engine'
import type { Environment, Spot } from './environment'
import { NoValue } from './no-value'
import { dependsOn, type Link, linksBetween } from './path'

/** A chain with its learning rate and both passes. */
export interface EvaluatedChain {
  readonly chain: Chain
  readonly eta: number
  readonly passes: Passes
}

export const evaluatedChain = (chain: Chain, eta: number): EvaluatedChain => ({
  chain,
  eta,
  passes: evaluate(chain),
})

/** What symbols stand for in a chain, with the engine's own numbers. */
export function chainEnvironment({ chain, eta, passes }: EvaluatedChain): Environment {
  const { layers, x, y } = chain
  const depth = layers.length
  const layerAt = (layer: number) => {
    const found = layers[layer - 1]
    if (!found) throw new RangeError(`the chain has no layer ${layer}`)
    return found
  }
  const slopeOf = (layer: number) => slope(layerAt(layer).activation, passes.z[layer - 1] ?? 0)

  const valueAt = ({ name, layer }: Spot): number => {
    switch (name) {
      case 'x':
        return x
      case 'y':
        return y
      case 'eta':
        return eta
      case 'loss':
        return passes.loss
      case 'w':
        return layerAt(layer).w
      case 'b':
        return layerAt(layer).b ?? 0
      default:
        return passes[name][layer - 1] ?? Number.NaN
    }
  }

  const ofLink = ({ of, by }: Link): number => {
    if (of.name === 'f') return slopeOf(of.layer)
    if (of.name === 'loss')
      return by.name === 'y' ? lossByTarget(chain, passes) : lossByOutput(passes, slopeOf(depth), chain)
    if (by.name === 'b') return 1
    if (by.name === 'w') return of.layer === 1 ? x : (passes.f[of.layer - 2] ?? Number.NaN)
    return layerAt(of.layer).w
  }

  const derivative = (of: Spot, by: Spot): number => {
    if (of.name === 'delta' || by.name === 'delta') {
      throw new NoValue('δ is a derivative itself; its own derivatives are not needed here.')
    }
    if (of.name === by.name && of.layer === by.layer) return 1
    if (!dependsOn(of, by, depth)) return 0
    if (of.name === 'loss') {
      if (by.name === 'z') return passes.delta[by.layer - 1] ?? Number.NaN
      if (by.name === 'w') return passes.gradW[by.layer - 1] ?? Number.NaN
    }
    return linksBetween(of, by, depth).reduce((product, link) => product * ofLink(link), 1)
  }

  return {
    depth,
    hasBias: layer => layerAt(layer).b !== undefined,
    valueAt,
    updated: (name, layer) =>
      valueAt({ name, layer }) - eta * derivative({ name: 'loss', layer: 0 }, { name, layer }),
    derivative,
    activation: (prime, input, at) => {
      const activation = activationFor(chain, at)
      return prime ? slope(activation, input) : activate(activation, input)
    },
  }
}

/** The activation that f is, for an input of its layer, or any input where all layers have the same. */
function activationFor({ layers }: Chain, at: Spot | null) {
  const first = layers[0]?.activation ?? 'identity'
  if (layers.every(({ activation }) => activation === first)) return first
  const activation = at && (at.name === 'z' || at.name === 'f') ? layers[at.layer - 1]?.activation : undefined
  if (activation !== undefined) return activation
  throw new NoValue(
    'The layers have different activations here, and f is one of them only for an input such as z_1.',
  )
}

/**
 * ∂𝓛/∂f_L: what δ would be behind an identity. Only where the logistic loss reads z_L behind a sigmoid is it δ_L / f′(z_L), which
 * is (f_L − y) / (f_L (1 − f_L)).
 */
function lossByOutput({ delta, f }: Passes, slopeAtEnd: number, { loss, y, layers }: Chain): number {
  const last = f.length - 1
  const isCrossEntropy = loss === 'logistic' && layers[last]?.activation === 'sigmoid'
  if (isCrossEntropy) return (delta[last] ?? Number.NaN) / slopeAtEnd
  const output = f[last] ?? Number.NaN
  return evaluate({ x: output, y, loss, layers: [{ w: 1, activation: 'identity' }] }).delta[0] ?? Number.NaN
}

/** ∂𝓛/∂y */
function lossByTarget({ loss, y, layers }: Chain, { f, z }: Passes): number {
  const last = f.length - 1
  const output = f[last] ?? Number.NaN
  switch (loss) {
    case 'squared':
      return 2 * (y - output)
    case 'half-squared':
      return y - output
    case 'absolute':
      return Math.sign(y - output)
    case 'hinge':
      return y * output >= 1 ? 0 : -output
    case 'logistic':
      return -(layers[last]?.activation === 'sigmoid' ? (z[last] ?? Number.NaN) : output)
  }
}
