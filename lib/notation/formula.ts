import type { Activation, Chain, Layer } from '@/lib/engine'
import { activationLatex, slopeLatex } from './activation-formula'
import { lossLatex, lossSlopeLatex, readsLogitFromZ } from './loss-formula'
import { type Quantity, quantityLatex } from './quantity'
import { type Evaluated, quantityValue } from './quantity-value'
import { stepFormula } from './step-formula'
import type { Show } from './term'

/** A rule of the chain at one index, ready to be written with symbols or with numbers. */
export interface Formula {
  /** What has to be worked out first, in this order. */
  readonly given?: readonly Formula[]
  /** What the rule gives. */
  readonly left: string
  readonly relation: '=' | '\\leftarrow'
  /** The rule with f′ and ∂𝓛/∂f_L still unexpanded, where the right side expands them. */
  readonly general?: string | undefined
  readonly right: (show: Show) => string
  /** What the right side comes to, by the engine. */
  readonly result: number
}

/**
 * The rule that involves the quantity: for what is computed, the rule that gives it; for a weight, a bias or η, the
 * step; for x and y, the rule that they feed. Null when the chain has no such quantity.
 */
export function formulaOf(quantity: Quantity, evaluated: Evaluated): Formula | null {
  const { chain } = evaluated
  const value = quantityValue(quantity, evaluated)
  if (value === undefined) return null
  const computed = (right: Formula['right'], general?: string): Formula => ({
    left: quantityLatex(quantity),
    relation: '=',
    general,
    right,
    result: value,
  })
  switch (quantity.kind) {
    case 'x':
      return formulaOf({ kind: 'z', layer: 1 }, evaluated)
    case 'y':
      return formulaOf({ kind: 'loss' }, evaluated)
    case 'eta':
      return formulaOf({ kind: 'w', layer: 1 }, evaluated)
    case 'w':
    case 'b':
      return stepFormula({ kind: quantity.kind, layer: quantity.layer }, evaluated)
    case 'z':
      return computed(show => weightedInput(quantity.layer, layerOf(chain, quantity.layer), show))
    case 'f': {
      const { activation } = layerOf(chain, quantity.layer)
      return computed(show => activationLatex(activation, show({ kind: 'z', layer: quantity.layer })))
    }
    case 'loss':
      return computed(show => lossRule(chain, show))
    case 'delta':
      return quantity.layer === chain.layers.length
        ? computed(show => lastDelta(chain, show), lastDeltaInGeneral(quantity.layer))
        : computed(
            show => deltaRecursion(quantity.layer, layerOf(chain, quantity.layer).activation, show),
            deltaInGeneral(quantity.layer),
          )
    case 'gradW':
      return computed(
        show =>
          `${show(previousOutput(quantity.layer)).latex} \\cdot ${show({ kind: 'delta', layer: quantity.layer }).factor}`,
      )
    case 'gradB':
      return computed(show => show({ kind: 'delta', layer: quantity.layer }).latex)
    case 'gradX':
      return computed(
        show => `${show({ kind: 'w', layer: 1 }).latex} \\cdot ${show({ kind: 'delta', layer: 1 }).factor}`,
      )
  }
}

/** What weight i multiplies: f_{i−1}, with f₀ = x. */
export const previousOutput = (layer: number): Quantity =>
  layer === 1 ? { kind: 'x' } : { kind: 'f', layer: layer - 1 }

/** zᵢ = fᵢ₋₁ · wᵢ (+ bᵢ) */
function weightedInput(layer: number, { b }: Layer, show: Show): string {
  const product = `${show(previousOutput(layer)).latex} \\cdot ${show({ kind: 'w', layer }).factor}`
  return b === undefined ? product : `${product} + ${show({ kind: 'b', layer }).factor}`
}

/** 𝓛 of y and f_L, or of y and the logit. */
function lossRule(chain: Chain, show: Show): string {
  const last = chain.layers.length
  const y = show({ kind: 'y' })
  const seen = show({ kind: readsLogitFromZ(chain) ? 'z' : 'f', layer: last })
  return lossLatex(chain.loss, y, seen)
}

/** δ_L = f′(z_L) · ∂𝓛/∂f_L, and f_L − y where the logistic loss reads z_L. */
function lastDelta(chain: Chain, show: Show): string {
  const last = chain.layers.length
  const output = show({ kind: 'f', layer: last })
  const y = show({ kind: 'y' })
  if (readsLogitFromZ(chain)) return `${output.latex} - ${y.factor}`
  const slope = slopeLatex(layerOf(chain, last).activation, show({ kind: 'z', layer: last }), output)
  return `${slope} \\cdot ${lossSlopeLatex(chain.loss, y, output)}`
}

const lastDeltaInGeneral = (layer: number): string =>
  `${slopeSymbol(layer)} \\cdot \\frac{\\partial \\mathcal{L}}{\\partial ${quantityLatex({ kind: 'f', layer })}}`

/** δᵢ = f′(zᵢ) · wᵢ₊₁ · δᵢ₊₁ */
function deltaRecursion(layer: number, activation: Activation, show: Show): string {
  const slope = slopeLatex(activation, show({ kind: 'z', layer }), show({ kind: 'f', layer }))
  const weight = show({ kind: 'w', layer: layer + 1 })
  const nextDelta = show({ kind: 'delta', layer: layer + 1 })
  return `${slope} \\cdot ${weight.factor} \\cdot ${nextDelta.factor}`
}

const deltaInGeneral = (layer: number): string =>
  [
    slopeSymbol(layer),
    quantityLatex({ kind: 'w', layer: layer + 1 }),
    quantityLatex({ kind: 'delta', layer: layer + 1 }),
  ].join(' \\cdot ')

const slopeSymbol = (layer: number): string => `f'(${quantityLatex({ kind: 'z', layer })})`

function layerOf(chain: Chain, layer: number): Layer {
  const found = chain.layers[layer - 1]
  if (!found) throw new RangeError(`the chain has no layer ${layer}`)
  return found
}
