import type { Chain } from '@/lib/engine'
import { ACTIVATION_WORDS } from './activation-formula'
import { type Formula, formulaOf, previousOutput } from './formula'
import { kinkOfLoss, kinkOfUnit, kinkWords, lossKinkAt, unitKinkAt } from './kink'
import { LOSS_WORDS, readsLogitFromZ, targetWords } from './loss-formula'
import { findOverflow, type Overflow, overflowedTo } from './overflow'
import { type Quantity, quantityKey, quantityName } from './quantity'
import { type Evaluated, quantityValue } from './quantity-value'
import type { Parameter } from './step-formula'
import { etaWords, lostStepWords, stepWords } from './step-words'
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
  const overflow = findOverflow(evaluated.chain, evaluated.passes)
  if (value === undefined || formula === null) return null
  const sources = isGiven(quantity) ? [] : mentionedIn(formula)
  const isLost = (each: Quantity) => overflow?.lost.has(quantityKey(each)) ?? false
  const isStepped = quantity.kind === 'w' || quantity.kind === 'b'
  // What a step makes of a lost gradient says nothing either, an ∞ included.
  const hasLostResult = isLost(quantity) || (isStepped && sources.some(isLost))
  return {
    symbolic: symbolic(formula),
    numeric: numeric(formula, evaluated, overflow, hasLostResult),
    value,
    sources,
    words: words(quantity, evaluated, overflow),
  }
}

const isGiven = ({ kind }: Quantity): boolean => kind === 'x' || kind === 'y' || kind === 'eta'

const SEPARATOR = ',\\quad '

function symbolic({ given = [], left, relation, general, right }: Formula): string {
  const expanded = right(symbolTerm)
  const rule = `${left} ${relation} ${general === undefined ? expanded : `${general} = ${expanded}`}`
  return [...given.map(symbolic), rule].join(SEPARATOR)
}

const outcome = ({ left, result }: Formula): string => `${left} ${equals(result)}`

/** @param isLost whether what the formula gives is lost to an overflow, so that its result says nothing */
function numeric(formula: Formula, evaluated: Evaluated, overflow: Overflow | null, isLost = false): string {
  const { given = [], left, relation, right, result } = formula
  const show: Show = what => {
    if ('latex' in what) return numberTerm(what.number)
    const isKnown = !overflow?.lost.has(quantityKey(what))
    return numberTerm((isKnown ? quantityValue(what, evaluated) : undefined) ?? Number.NaN)
  }
  const withNumbers = right(show)
  const shownResult = isLost ? Number.NaN : result
  const saysTheResult = withNumbers === numberTerm(shownResult).latex
  const rule =
    saysTheResult && relation === '='
      ? `${left} ${equals(shownResult)}`
      : `${left} ${relation} ${withNumbers} ${equals(shownResult)}`
  // One rule before the last fits on the line with all its numbers; of more, what they come to.
  const before = given.length > 1 ? given.map(outcome) : given.map(each => numeric(each, evaluated, overflow))
  return [...before, rule].join(SEPARATOR)
}

/** The quantities that the formula reads, each once. */
function mentionedIn({ given = [], right }: Formula): Quantity[] {
  const mentioned = new Map<string, Quantity>()
  for (const quantity of given.flatMap(mentionedIn)) mentioned.set(quantityKey(quantity), quantity)
  right(what => {
    if (!('latex' in what)) mentioned.set(quantityKey(what), what)
    return symbolTerm(what)
  })
  return [...mentioned.values()]
}

function words(quantity: Quantity, evaluated: Evaluated, overflow: Overflow | null): string {
  const cause = overflow?.causeOf(quantity)
  if (cause === undefined) return ruleWords(quantity, evaluated, overflow)
  const name = quantityName(quantity)
  const isItself = quantityKey(cause) === quantityKey(quantity)
  if (cause.kind === 'w' || cause.kind === 'b') {
    return isItself
      ? `${name} is no longer a finite number: the run has diverged.`
      : `${name} cannot be computed: ${quantityName(cause)} is no longer a finite number.`
  }
  const overflowed = overflowedWords(cause, evaluated)
  return isItself
    ? `${overflowed}: no number here is larger than 1.8e308.`
    : `${name} cannot be computed: ${overflowed} before it.`
}

const overflowedWords = (cause: Quantity, evaluated: Evaluated): string =>
  `${quantityName(cause)} ${overflowedTo(quantityValue(cause, evaluated) ?? Number.NaN)}`

/** What the next step does to a parameter, or why it leaves no finite number there: the end of a sentence. */
function nextValueWords(parameter: Parameter, evaluated: Evaluated, overflow: Overflow | null): string {
  const { kind, layer } = parameter
  const { [kind]: changes, samples } = evaluated.run.stepAt(evaluated.step)
  if (Number.isFinite(changes[layer - 1].to)) return stepWords(`∂L/∂${quantityName(parameter)}`, evaluated)
  const isShown = samples.length === 1 && samples[0] === evaluated.sample.index
  const cause = isShown ? overflow?.causeOf({ kind: kind === 'w' ? 'gradW' : 'gradB', layer }) : undefined
  return lostStepWords(cause === undefined ? null : overflowedWords(cause, evaluated))
}

function ruleWords(quantity: Quantity, evaluated: Evaluated, overflow: Overflow | null): string {
  const { chain } = evaluated
  const name = quantityName(quantity)
  switch (quantity.kind) {
    case 'x':
      return 'x is the input: it feeds z_1, and through it everything else.'
    case 'y':
      return `y is the target${targetWords(chain.loss)}: it feeds only the loss.`
    case 'eta':
      return etaWords(evaluated)
    case 'w':
      return `${name} multiplies ${quantityName(previousOutput(quantity.layer))}; ${nextValueWords({ kind: quantity.kind, layer: quantity.layer }, evaluated, overflow)}`
    case 'b':
      return `${name} is added to z_${quantity.layer}; ${nextValueWords({ kind: quantity.kind, layer: quantity.layer }, evaluated, overflow)}`
    case 'z': {
      const bias = chain.layers[quantity.layer - 1]?.b === undefined ? '' : `, plus b_${quantity.layer}`
      return `${name} is ${quantityName(previousOutput(quantity.layer))} times w_${quantity.layer}${bias}.`
    }
    case 'f':
      return `${name} is ${activationWords(quantity.layer, chain)} of z_${quantity.layer}.`
    case 'loss':
      return `L is ${LOSS_WORDS[chain.loss]} of ${readsLogitFromZ(chain) ? 'z' : 'f'}_${chain.layers.length} against the target y.`
    case 'delta':
      return [deltaWords(quantity.layer, chain), ...kinkSentences(quantity.layer, evaluated)].join(' ')
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

/** The conventions that a delta may rest on: those of the kinks that its unit and, at the end, the loss have. */
function kinkSentences(layer: number, { chain, passes }: Evaluated): string[] {
  const { loss, y } = chain
  const activation = chain.layers[layer - 1]?.activation
  if (activation === undefined) return []
  const ofUnit = kinkOfUnit(activation)
  const ofLoss = layer === chain.layers.length ? kinkOfLoss(loss) : null
  return [
    ...(ofUnit === null ? [] : [kinkWords(ofUnit, unitKinkAt(activation, passes.z[layer - 1]) !== null)]),
    ...(ofLoss === null ? [] : [kinkWords(ofLoss, lossKinkAt(loss, passes.f[layer - 1], y) !== null)]),
  ]
}
