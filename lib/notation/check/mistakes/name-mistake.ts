import type { Environment } from '../../evaluation/environment'
import { valueIn } from '../../evaluation/evaluate'
import { dependsOn } from '../../evaluation/path'
import type { Shape } from '../../evaluation/shape'
import type { Letters } from '../../expression/layer-index'
import { type Expression, isNamed } from '../../expression/tree'
import { someIn } from '../../expression/walk'
import { agree } from '../agree'
import { derivativesOf, type Subject, spotOf, subjectOf } from '../subject'
import type { Mistake } from '../verdict'
import { factorsBetween, type Slip } from './factor'
import { inputRuleMistakes, lossRuleMistakes, outputRuleMistakes, type WrongWhole } from './forward-mistakes'
import { ProductAtPoints } from './product-at-points'
import { slipsIn } from './slips'
import { nameUpdateMistake } from './update-mistakes'

/** An equation that does not hold: what is the case, what is claimed, and both at every point. */
export interface Failure {
  readonly shape: Shape
  readonly environments: readonly Environment[]
  readonly letters: Letters
  readonly right: Expression
  readonly claim: Expression
  readonly rights: readonly number[]
  readonly claims: readonly number[]
}

/** Factors that a mistake in the whole may bring in besides: a sign, a lost or added 2. */
const SCALES: readonly (readonly [number, string])[] = [
  [-1, 'The sign is the wrong way round as well.'],
  [0.5, 'A 2 is missing as well.'],
  [2, 'There is a 2 too many as well.'],
  [-0.5, 'The sign is the wrong way round as well, and a 2 is missing.'],
  [-2, 'The sign is the wrong way round as well, and there is a 2 too many.'],
]

/** The mistake that the claim looks like, or null where it looks like none that has a name. */
export function nameMistake(failure: Failure): Mistake | null {
  if (![failure.right, failure.claim].every(namesSomething)) return null
  const upsideDown = findUpsideDown(failure)
  if (upsideDown) return upsideDown
  const depth = failure.shape.activations.length
  const subject = subjectOf(failure.right, failure.letters, depth)
  if (subject) return mistakeAbout(subject, failure) ?? nameScale(failure)
  const other = subjectOf(failure.claim, failure.letters, depth)
  if (other) return mistakeAbout(other, turned(failure)) ?? nameScale(turned(failure))
  for (const candidate of derivativesOf({ depth })) {
    if (!isWorth(candidate, failure)) continue
    const found = mistakeAbout(candidate, failure)
    if (found) return found
  }
  return nameScale(failure) ?? mistakeSomewhere(failure)
}

/** A number alone is no formula with a mistake in it. */
const namesSomething = (side: Expression): boolean => someIn(side, isNamed)

const turned = (failure: Failure): Failure => ({
  ...failure,
  right: failure.claim,
  claim: failure.right,
  rights: failure.claims,
  claims: failure.rights,
})

/** Whether a derivative has the value of the right side at every point. */
function isWorth(subject: Subject, { environments, rights }: Failure): boolean {
  if (subject.kind !== 'derivative') return false
  return environments.every((environment, i) =>
    agree(environment.derivative(subject.of, subject.by), rights[i] ?? Number.NaN),
  )
}

function mistakeAbout(subject: Subject, failure: Failure): Mistake | null {
  switch (subject.kind) {
    case 'derivative':
      return mistakeInProduct(
        failure,
        factorsBetween(subject.of, subject.by, failure.shape.activations.length),
      )
    case 'input':
      return wholeMistake(failure, inputRuleMistakes(subject.layer, failure.shape))
    case 'output':
      return wholeMistake(failure, outputRuleMistakes(subject.layer, failure.shape))
    case 'loss':
      return wholeMistake(failure, lossRuleMistakes(failure.shape))
    case 'updated':
      return nameUpdateMistake(failure, subject.parameter, nameMistake)
  }
}

function wholeMistake({ environments, claims }: Failure, mistakes: readonly WrongWhole[]): Mistake | null {
  const found = mistakes.find(({ tree }) =>
    environments.every((environment, i) => {
      const value = valueIn(tree, environment)
      return value.ok && agree(value.value, claims[i] ?? Number.NaN)
    }),
  )
  return found ? { code: found.code, words: found.words } : null
}

/** A mistake in one of the factors, alone or with a sign or a 2 besides. */
function mistakeInProduct(failure: Failure, factors: ReturnType<typeof factorsBetween>): Mistake | null {
  const { shape, environments, rights, claims, claim } = failure
  const product = new ProductAtPoints(factors, environments, rights)
  const slips = slipsIn(factors, shape, isRanged(claim)).filter(slip => isPlausible(slip, claim))
  const alone = product.find(slips, claims)
  if (alone) return { code: alone.code, words: alone.words() }
  const scale = nameScale(failure)
  if (scale) return scale
  for (const [factor, besides] of SCALES) {
    const scaled = claims.map(value => value / factor)
    const slip = product.find(slips, scaled)
    if (slip) return { code: slip.code, words: `${slip.words()} ${besides}` }
  }
  return null
}

/** z₁ is x·w₁, so a z in place of an input has the value of a weight too many: only who writes a z took it for something. */
function isPlausible({ code }: Slip, claim: Expression): boolean {
  return code !== 'Z-FOR-F' || someIn(claim, part => part.kind === 'layered' && part.name === 'z')
}

/** Nothing but a sign or a 2. */
function nameScale({ rights, claims }: Failure): Mistake | null {
  const [scale] =
    SCALES.find(([factor]) => claims.every((claim, i) => agree(claim, factor * (rights[i] ?? Number.NaN)))) ??
    []
  if (scale === undefined) return null
  const half =
    'A factor 2 is missing or one too many: the derivative of the square (y − f)² brings a 2 along, and half of it does not.'
  if (scale > 0) return { code: 'FACTOR-2', words: half }
  const sign =
    'The sign is the wrong way round: (y − f)² grows with f where f is above y, so its derivative is 2(f − y).'
  return { code: 'SIGN', words: scale === -1 ? sign : `${sign} ${half}` }
}

/** A mistake anywhere on the chain, where neither side is a quantity alone. */
function mistakeSomewhere(failure: Failure): Mistake | null {
  const depth = failure.shape.activations.length
  const factors = factorsBetween({ name: 'loss', layer: 0 }, { name: 'w', layer: 1 }, depth)
  return mistakeInProduct(failure, factors)
}

const isRanged = (expression: Expression): boolean =>
  someIn(expression, part => part.kind === 'series' || part.kind === 'run')

/** ∂z₁/∂𝓛: a derivative of what comes first by what comes later. */
function findUpsideDown({ claim, letters, shape }: Failure): Mistake | null {
  const depth = shape.activations.length
  let found: Mistake | null = null
  someIn(claim, part => {
    if (part.kind !== 'derivative' || !isNamed(part.of)) return false
    const of = spotOf(part.of, letters, depth)
    const by = spotOf(part.by, letters, depth)
    if (!of || !by || !dependsOn(by, of, depth)) return false
    found = {
      code: 'INVERTED',
      words:
        'A derivative stands upside down: what comes later in the chain is derived by what comes before it.',
    }
    return true
  })
  return found
}
