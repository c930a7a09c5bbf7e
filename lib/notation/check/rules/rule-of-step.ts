import type { Activation } from '@/lib/engine'
import { valueIn } from '../../evaluation/evaluate'
import type { Shape } from '../../evaluation/shape'
import { type Letters, layer } from '../../expression/layer-index'
import type { Expression } from '../../expression/tree'
import { freeLetters, replaced, sameTree, someIn, withLetter } from '../../expression/walk'
import { agree, sizeOf } from '../agree'
import { FreeEnvironment, RULES, type Rule } from './free-environment'

/** An earlier line that a step may use: what stands left of its first relation, and right of its last. */
export interface EarlierLine {
  /** As the reader counts, from 1. */
  readonly number: number
  readonly left: Expression
  readonly right: Expression
}

/** One side of an equation and the next. */
export interface Step {
  readonly from: Expression
  readonly to: Expression
  readonly letters: Letters
}

/** How many lines a substitution looks back. */
const MOST_EARLIER = 20

const SEEDS = [7, 77, 777]

/** Rules are given up in this order, as long as the step still follows: what remains is what it needs. */
const GIVEN_UP: readonly Rule[] = ['chain', 'loss', 'step', 'f', 'z', 'dloss', 'dz', 'df', 'slope', 'delta']

/**
 * Why one side follows from the one before: “algebra”, “substitution of line 2”, or the fewest rules of the chain that it needs.
 * Null where it does not follow by these, such as where numbers are put in.
 */
export function ruleOfStep(step: Step, shape: Shape, earlier: readonly EarlierLine[]): string | null {
  if (follows(step, shape, new Set())) return 'algebra'
  const substituted = substitutionIn(step, shape, earlier)
  if (substituted !== null) return substituted
  let needed = new Set<Rule>(GIVEN_UP)
  if (!follows(step, shape, needed)) return null
  for (const rule of GIVEN_UP) {
    const without = new Set([...needed].filter(other => other !== rule))
    if (follows(step, shape, without)) needed = without
  }
  return inWords(needed, shape)
}

/** What goes without saying beside another rule: that δ is a derivative, and f′ one. */
const UNDERSTOOD: ReadonlySet<Rule> = new Set(['delta', 'df'])

function inWords(needed: ReadonlySet<Rule>, shape: Shape): string {
  const told = [...needed].filter(rule => !UNDERSTOOD.has(rule))
  const words = (told.length > 0 ? told : [...needed]).map(rule =>
    rule === 'slope' ? slopeWords(shape) : RULES[rule],
  )
  return [...new Set(words)].join(', ')
}

/** Every rule there is. */
export const ALL_RULES: ReadonlySet<Rule> = new Set(GIVEN_UP)

/** Whether both sides agree where nothing is known but these rules, and nothing at all of the activation `abstract`. */
export function follows(
  { from, to, letters }: Step,
  shape: Shape,
  rules: ReadonlySet<Rule>,
  abstract: Activation | null = null,
): boolean {
  return SEEDS.every(seed => {
    const environment = new FreeEnvironment(shape, rules, seed, abstract)
    const [left, right] = [valueIn(from, environment, letters), valueIn(to, environment, letters)]
    const size = Math.max(...[from, to].map(side => sizeOf(side, environment, letters)))
    return left.ok && right.ok && agree(left.value, right.value, size)
  })
}

function substitutionIn(step: Step, shape: Shape, earlier: readonly EarlierLine[]): string | null {
  for (const line of earlier.slice(-MOST_EARLIER).reverse()) {
    const used = instancesOf(line, shape).filter(({ left }) =>
      someIn(step.from, part => sameTree(part, left)),
    )
    if (used.length === 0) continue
    const from = used.reduce((side, { left, right }) => replaced(side, left, right), step.from)
    if (follows({ ...step, from }, shape, new Set())) return `substitution of line ${line.number}`
  }
  return null
}

/** A line that holds for every i, as lines about each layer; from the last on, so that a recursion is used once and not to its end. */
function instancesOf(
  { left, right }: EarlierLine,
  shape: Shape,
): readonly Pick<EarlierLine, 'left' | 'right'>[] {
  const [letter] = freeLetters(left)
  if (letter === undefined) return [{ left, right }]
  const depth = shape.activations.length
  const about = shape.activations.map((_, i) => ({
    left: withLetter(left, letter, layer(depth - i)),
    right: withLetter(right, letter, layer(depth - i)),
  }))
  return [{ left, right }, ...about]
}

/** `f′ = 1 − f²`, where all layers have that activation. */
function slopeWords({ activations }: Shape): string {
  if (activations.every(activation => activation === 'tanh')) return 'f′ = 1 − f²'
  if (activations.every(activation => activation === 'sigmoid')) return 'f′ = f·(1 − f)'
  return RULES.slope
}
