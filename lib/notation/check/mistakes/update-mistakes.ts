import type { Environment, Spot } from '../../evaluation/environment'
import { valueIn } from '../../evaluation/evaluate'
import { derivative, ETA, LOSS, layered, negation, number, product, sum } from '../../expression/build'
import { type Expression, isNamed } from '../../expression/tree'
import { sameTree, someIn } from '../../expression/walk'
import { plainText } from '../../writer/plain'
import { agree } from '../agree'
import type { Mistake } from '../verdict'
import type { Failure } from './name-mistake'

/**
 * The mistake in a step of a parameter, where wᵢ − η ∂𝓛/∂wᵢ is right: a known one in the step itself, or one in what stands for the
 * gradient, which `nameMistake` finds.
 */
export function nameUpdateMistake(
  failure: Failure,
  { name, layer }: Spot,
  nameMistake: (failure: Failure) => Mistake | null,
): Mistake | null {
  const parameter = layered(name === 'b' ? 'b' : 'w', layer)
  const gradient = derivative(LOSS, parameter)
  const shown = plainText(parameter)
  const right = `${shown} ← ${shown} − η·${plainText(gradient)}`
  const steps: readonly (readonly [Mistake['code'], Expression, string])[] = [
    [
      'SIGN',
      sum(parameter, product(ETA, gradient)),
      `This climbs: the loss falls against the gradient, ${right}.`,
    ],
    ['ETA-LOST', sum(parameter, negation(gradient)), `η is missing: ${right}.`],
    ['OLD-LOST', negation(product(ETA, gradient)), `The old ${shown} is missing: ${right}.`],
    ['ETA-TWICE', sum(parameter, negation(product(ETA, ETA, gradient))), `η comes in once: ${right}.`],
    [
      'ETA-LOST',
      sum(product(ETA, parameter), negation(gradient)),
      `η belongs to the gradient, not to the weight: ${right}.`,
    ],
    [
      'FACTOR-2',
      sum(parameter, negation(product(number(2), ETA, gradient))),
      `There is a 2 too many: ${right}.`,
    ],
  ]
  const known = steps.find(([, tree]) => isWorth(tree, failure.environments, failure.claims))
  if (known) return { code: known[0], words: known[2] }

  const claimed = gradientIn(failure.claim, parameter)
  if (!claimed) return null
  const values = (of: Expression) =>
    failure.environments.map(environment => {
      const value = valueIn(of, environment, failure.letters)
      return value.ok ? value.value : Number.NaN
    })
  return nameMistake({
    ...failure,
    right: gradient,
    claim: claimed,
    rights: values(gradient),
    claims: values(claimed),
  })
}

function isWorth(tree: Expression, environments: readonly Environment[], claims: readonly number[]): boolean {
  return environments.every((environment, i) => {
    const value = valueIn(tree, environment)
    return value.ok && agree(value.value, claims[i] ?? Number.NaN)
  })
}

/** What stands for the gradient in `w − η·gradient`: the other factors beside η. */
function gradientIn(claim: Expression, parameter: Expression): Expression | null {
  if (claim.kind !== 'sum' || claim.terms.length !== 2) return null
  const step = claim.terms.find(term => term.kind === 'negation')
  const old = claim.terms.find(term => term !== step)
  if (step?.kind !== 'negation' || !old || old.kind !== parameter.kind || step.of.kind !== 'product')
    return null
  const others = step.of.factors.filter(factor => !(isNamed(factor) && factor.name === 'eta'))
  if (others.length === step.of.factors.length) return null
  return someIn(old, part => sameTree(part, parameter)) || old.kind === 'layered' ? product(...others) : null
}
