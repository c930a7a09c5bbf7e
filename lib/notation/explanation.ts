import type { Chain } from '@/lib/engine'
import { ACTIVATION_WORDS } from './activation-formula'
import { type Formula, formulaOf, previousOutput } from './formula'
import { LOSS_WORDS, readsLogitFromZ } from './loss-formula'
import { type Quantity, quantityKey, quantityName } from './quantity'
import { type Evaluated, quantityValue } from './quantity-value'
import { equals, numberTerm, type Show, symbolTerm } from './term'

/** How a quantity comes about, for the person who points at it. */
export interface Explanation {
  /** The rule at this index, in LaTeX: `\delta_2 = f'(z_2) \cdot w_3 \cdot \delta_3 = (1 - f_2^2) \cdot …`. */
  readonly symbolic: string
  /** The same rule with the numbers put in, in LaTeX, up to its result. */
  readonly numeric: string
  /** The quantity's value now. */
  readonly value: number
  /** The quantities it is computed from, or, for a parameter, stepped with. Empty for x, y and η, which come from people. */
  readonly sources: readonly Quantity[]
  /** The rule in one plain sentence. */
  readonly words: string
}

/** Explains a quantity of the chain; null when the chain has no such layer, or no bias there. */
export function explain(quantity: Quantity, evaluated: Evaluated): Explanation | null {
  const value = quantityValue(quantity, evaluated)
  const formula = formulaOf(quantity, evaluated)
  if (value === undefined || formula === null) return null
  return {
    symbolic: symbolic(formula),
    numeric: numeric(formula, evaluated),
    value,
    sources: isGiven(quantity) ? [] : mentionedIn(formula),
    words: words(quantity, evaluated.chain),
  }
}

const isGiven = ({ kind }: Quantity): boolean => kind === 'x' || kind === 'y' || kind === 'eta'

function symbolic({ left, relation, general, right }: Formula): string {
  const expanded = right(symbolTerm)
  return `${left} ${relation} ${general === undefined ? expanded : `${general} = ${expanded}`}`
}

function numeric({ left, relation, right, result }: Formula, evaluated: Evaluated): string {
  const withNumbers = right(quantity => numberTerm(quantityValue(quantity, evaluated) ?? Number.NaN))
  const saysTheResult = withNumbers === numberTerm(result).latex
  if (saysTheResult && relation === '=') return `${left} ${equals(result)}`
  return `${left} ${relation} ${withNumbers} ${equals(result)}`
}

/** The quantities that the formula reads, each once. */
function mentionedIn({ right }: Formula): Quantity[] {
  const mentioned = new Map<string, Quantity>()
  const note: Show = quantity => {
    mentioned.set(quantityKey(quantity), quantity)
    return symbolTerm(quantity)
  }
  right(note)
  return [...mentioned.values()]
}

function words(quantity: Quantity, chain: Chain): string {
  const name = quantityName(quantity)
  switch (quantity.kind) {
    case 'x':
      return 'x is the input: it feeds z_1, and through it everything else.'
    case 'y':
      return 'y is the target: it feeds only the loss.'
    case 'eta':
      return 'η scales every step: each parameter moves against its gradient, by η times the gradient.'
    case 'w':
      return `${name} multiplies ${quantityName(previousOutput(quantity.layer))}; a step moves it against its gradient, by η times ∂L/∂${name}.`
    case 'b':
      return `${name} is added to z_${quantity.layer}; a step moves it against its gradient, by η times ∂L/∂${name}.`
    case 'z': {
      const bias = chain.layers[quantity.layer - 1]?.b === undefined ? '' : `, plus b_${quantity.layer}`
      return `${name} is ${quantityName(previousOutput(quantity.layer))} times w_${quantity.layer}${bias}.`
    }
    case 'f':
      return `${name} is ${activationWords(quantity.layer, chain)} of z_${quantity.layer}.`
    case 'loss':
      return `L is ${LOSS_WORDS[chain.loss]} of ${readsLogitFromZ(chain) ? 'z' : 'f'}_${chain.layers.length} against the target y.`
    case 'delta':
      return deltaWords(quantity.layer, chain)
    case 'gradW':
      return `${name} is ${quantityName(previousOutput(quantity.layer))}, which w_${quantity.layer} multiplies, times δ_${quantity.layer}.`
    case 'gradB':
      return `${name} is δ_${quantity.layer}, because b_${quantity.layer} is added to z_${quantity.layer} as it is.`
    case 'gradX':
      return '∂L/∂x is w_1, which multiplies x, times δ_1.'
  }
}

function deltaWords(layer: number, chain: Chain): string {
  const last = chain.layers.length
  if (layer === last && readsLogitFromZ(chain)) {
    return `δ_${layer} is f_${layer} minus y: the slope of the sigmoid and that of the logistic loss cancel.`
  }
  const slope = `the slope of ${activationWords(layer, chain)} at z_${layer}`
  return layer === last
    ? `δ_${layer} is ${slope}, times the derivative of the loss with respect to f_${layer}.`
    : `δ_${layer} is ${slope}, times w_${layer + 1}, times δ_${layer + 1}.`
}

function activationWords(layer: number, chain: Chain): string {
  const activation = chain.layers[layer - 1]?.activation
  return activation === undefined ? 'the activation' : ACTIVATION_WORDS[activation]
}
