import type { EvaluatedChain } from '../evaluation/chain-environment'
import type { Shape } from '../evaluation/shape'
import type { Letters } from '../expression/layer-index'
import { type Expression, isNamed, type Line } from '../expression/tree'
import { expressionsOf, sameTree, someIn } from '../expression/walk'
import { agree } from './agree'
import { counterexampleAt } from './counterexample'
import { nameMistake } from './mistakes/name-mistake'
import { holdsHere } from './only-here'
import { ALL_RULES, type EarlierLine, follows, ruleOfStep } from './rules/rule-of-step'
import { subjectOf } from './subject'
import { type Differing, tryEverywhere } from './try-everywhere'
import type { LineCheck } from './verdict'

/** What a line is checked against. */
export interface Setting {
  readonly shape: Shape
  /** What a line that begins with its relation goes on from: the first side that was written, and the last. */
  readonly goingOn: { readonly first: Expression; readonly last: Expression } | null
  readonly earlier: readonly EarlierLine[]
}

/** What is to be said of a line whatever the numbers on the board, and what it claims where it does not hold. */
export interface Judged {
  readonly check: LineCheck
  /** What would have to be equal for it to be true at some numbers; null where they change nothing. */
  readonly claim: {
    readonly sides: readonly Expression[]
    readonly letters: Letters
    readonly isNumeric: boolean
  } | null
}

/** The check of a line where it may hold at the numbers on the board alone: cheap, because they are tried in the line alone. */
export function atNumbers({ check, claim }: Judged, here: EvaluatedChain | null): LineCheck {
  if (claim === null || here === null || !holdsHere(claim.sides, claim.letters, here)) return check
  const mistake = check.mistake === null ? '' : ` ${check.mistake.words}`
  return {
    ...check,
    verdict: 'only-here',
    words: `This is true at the numbers on the board, and not in general.${mistake}`,
    rule: claim.isNumeric ? 'numbers put in' : null,
  }
}

/**
 * Whether a line holds for every chain of the shape. It is tried at fixed points with the engine's numbers, for every layer that
 * its letters can stand for: the same verdict on every machine. Never throws; bounded.
 */
export function judgeLine(line: Line, setting: Setting): Judged {
  const whatever = (check: LineCheck): Judged => ({ check, claim: null })
  const sides = sidesOf(line, setting)
  if (typeof sides === 'string') return whatever(unclear(sides))
  const tried = tryEverywhere(sides, setting.shape)
  switch (tried.kind) {
    case 'no value':
      return whatever(tried.isRange ? outOfRange(tried.message) : unclear(tried.message))
    case 'agrees':
      return whatever(agreed(line, sides, tried.letters, setting))
    case 'differs':
      return {
        check: differs(sides, tried, setting),
        claim: { sides, letters: tried.letters, isNumeric: isNumeric(line) },
      }
  }
}

const unclear = (words: string): LineCheck => ({
  verdict: 'unclear',
  words,
  mistake: null,
  counterexample: null,
  rule: null,
})

function outOfRange(message: string): LineCheck {
  const words = `A sum or product runs out of the chain. ${message}`
  return { verdict: 'fails', words, mistake: { code: 'RANGE', words }, counterexample: null, rule: null }
}

/** What is held equal, or in words why that cannot be told. */
function sidesOf(line: Line, { goingOn }: Pick<Setting, 'goingOn'>): readonly Expression[] | string {
  if (line.kind === 'update') return [{ kind: 'updated', of: line.target }, line.value]
  if (line.continues) {
    return goingOn
      ? [goingOn.first, ...line.sides]
      : 'This line goes on from the one before it, and there is none to go on from.'
  }
  if (line.sides.length < 2)
    return 'There is nothing to check yet: a line says that two things are equal, with =.'
  return line.sides
}

function agreed(line: Line, sides: readonly Expression[], letters: Letters, setting: Setting): LineCheck {
  if (isBeyondSampling(sides, letters, setting.shape)) {
    return unclear(
      'Sampling cannot decide this one: without biases a ReLU that is off switches off everything behind it, so at every chain a slope f′ that is missing or misplaced changes nothing.',
    )
  }
  return {
    verdict: 'holds',
    words: 'This holds for every chain of this shape.',
    mistake: null,
    counterexample: null,
    rule: rulesOf(line, sides, letters, setting),
  }
}

/**
 * Whether a line agrees at every chain with ReLUs without following from the rules: then it may be right by the ReLU's own nature
 * (f₁ = max(0, z₁)), or only because where one unit is off, nothing is left to compare.
 */
function isBeyondSampling(sides: readonly Expression[], letters: Letters, shape: Shape): boolean {
  const isDegenerate = shape.activations.some((activation, i) => activation === 'relu' && !shape.biased[i])
  const [from, ...others] = sides
  if (!isDegenerate || from === undefined) return false
  const speaksOfRelu = sides.some(side =>
    someIn(side, part => part.kind === 'call' && ['relu', 'max', 'sign'].includes(part.name)),
  )
  return !speaksOfRelu && !others.every(to => follows({ from, to, letters }, shape, ALL_RULES, 'relu'))
}

/** How the sides follow from one another, and the first of them from what stands before. */
function rulesOf(
  line: Line,
  sides: readonly Expression[],
  letters: Letters,
  setting: Setting,
): string | null {
  const { shape, earlier } = setting
  const rules = sides.slice(1).map((to, i) => {
    const befores = i === 0 ? startsOf(line, sides, setting) : sides.slice(i, i + 1)
    return (
      befores.map(from => ruleOfStep({ from, to, letters }, shape, earlier)).find(rule => rule !== null) ??
      null
    )
  })
  return rules.includes(null) ? null : [...new Set(rules)].join(', then ')
}

/** How many of the latest lines about the same quantity a line may go on from. */
const MOST_STARTS = 3

/** What the second side may follow from: the line before, what an earlier line found for the same quantity, or the quantity itself. */
function startsOf(
  line: Line,
  sides: readonly Expression[],
  { goingOn, earlier }: Setting,
): readonly Expression[] {
  if (line.kind === 'equation' && line.continues && goingOn) return [goingOn.last]
  const [first] = sides
  if (first === undefined) return []
  const found = earlier
    .filter(({ left }) => sameTree(left, first))
    .slice(-MOST_STARTS)
    .map(({ right }) => right)
  return [...found.reverse(), first]
}

function differs(sides: readonly Expression[], tried: Differing, setting: Pick<Setting, 'shape'>): LineCheck {
  const { letters, points, environments, values } = tried
  const place = sides.findIndex((_, side) =>
    values.some(row => !agree(row[0] ?? Number.NaN, row[side] ?? Number.NaN)),
  )
  const [first, claim] = [sides[0], sides[Math.max(place, 1)]]
  if (first === undefined || claim === undefined) return unclear('There is nothing to check yet.')
  const column = (side: number) => values.map(row => row[side] ?? Number.NaN)
  const [rights, claims] = [column(0), column(Math.max(place, 1))]
  const depth = setting.shape.activations.length
  const isTurned = subjectOf(first, letters, depth) === null && subjectOf(claim, letters, depth) !== null
  const sidesShown = isTurned
    ? { right: claim, claim: first, subject: subjectOf(claim, letters, depth) }
    : { right: first, claim, subject: subjectOf(first, letters, depth) }

  const mistake = nameMistake({
    shape: setting.shape,
    environments,
    letters,
    right: first,
    claim,
    rights,
    claims,
  })
  const at = furthestApart(rights, claims)
  const point = points[at]
  const [right, yours] = isTurned ? [claims[at], rights[at]] : [rights[at], claims[at]]
  const counterexample =
    point && right !== undefined && yours !== undefined
      ? counterexampleAt(point, { yours, right }, sidesShown, letters)
      : null
  const words = mistake?.words ?? 'This does not hold.'
  return { verdict: 'fails', words, mistake, counterexample, rule: null }
}

/** Whether a side is made of numbers alone. */
const isNumeric = (line: Line): boolean => expressionsOf(line).some(side => !someIn(side, isNamed))

/** The point where both differ the most, relatively: there a reader sees it. */
function furthestApart(rights: readonly number[], claims: readonly number[]): number {
  const gap = (i: number) => {
    const [a, b] = [rights[i] ?? 0, claims[i] ?? 0]
    return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-300)
  }
  return rights.reduce((best, _, i) => (gap(i) > gap(best) ? i : best), 0)
}
