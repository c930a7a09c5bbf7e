import { chainEnvironment, type EvaluatedChain } from '../evaluation/chain-environment'
import type { Environment } from '../evaluation/environment'
import { type Budget, valueIn } from '../evaluation/evaluate'
import type { Shape } from '../evaluation/shape'
import type { Letters } from '../expression/layer-index'
import type { Expression } from '../expression/tree'
import { someIn } from '../expression/walk'
import { agree, sizeOf } from './agree'
import { lettersOf } from './letters'
import { pointsFor } from './points'

/** Operations that checking one line may take. */
const OPERATIONS = 250_000

/** The values of all sides at all points, for one choice of letters. */
export interface Differing {
  readonly kind: 'differs'
  readonly letters: Letters
  readonly points: readonly EvaluatedChain[]
  readonly environments: readonly Environment[]
  /** `values[point][side]` */
  readonly values: readonly (readonly number[])[]
}

export type Tried =
  | { readonly kind: 'agrees'; readonly letters: Letters }
  | Differing
  | { readonly kind: 'no value'; readonly message: string; readonly isRange: boolean }

/** Evaluates the sides at every point, for every layer that their letters can stand for, until some differ. */
export function tryEverywhere(sides: readonly Expression[], shape: Shape): Tried {
  const points = pointsFor(shape)
  const environments = points.map(chainEnvironment)
  const budget: Budget = { operations: OPERATIONS }
  const choices = lettersOf(sides, shape.activations.length)
  if (typeof choices === 'string') return { kind: 'no value', message: choices, isRange: false }
  let outside: string | null = null
  let agreeing: Letters | null = null
  for (const letters of choices) {
    const values = environments.map(environment =>
      sides.map(side => valueIn(side, environment, letters, budget)),
    )
    const missing = values.flat().find(value => !value.ok)
    if (missing && !missing.ok) {
      if (!missing.leavesChain) return { kind: 'no value', message: missing.message, isRange: false }
      outside ??= missing.message
      continue
    }
    const numbers = values.map(row => row.map(value => (value.ok ? value.value : Number.NaN)))
    const lost = lostNumbers(sides, numbers)
    if (lost !== null) return { kind: 'no value', message: lost, isRange: false }
    const isEqual = numbers.every((row, point) => {
      const environment = environments[point]
      const size = environment
        ? Math.max(...sides.map(side => sizeOf(side, environment, letters, budget)))
        : 0
      return row.every(value => agree(row[0] ?? Number.NaN, value, size))
    })
    if (!isEqual) return { kind: 'differs', letters, points, environments, values: numbers }
    agreeing ??= letters
  }
  if (agreeing) return { kind: 'agrees', letters: agreeing }
  const isRange = sides.some(side => someIn(side, ({ kind }) => kind === 'series' || kind === 'run'))
  return { kind: 'no value', message: outside ?? 'Its letters stand for no layer of this chain.', isRange }
}

/** Why numbers that leave what a machine can hold say nothing, or null where they do not. */
function lostNumbers(sides: readonly Expression[], numbers: readonly (readonly number[])[]): string | null {
  const all = numbers.flat()
  if (all.some(Number.isNaN)) {
    return 'At some chains a side of this has no number, such as the root of something negative.'
  }
  if (all.some(value => !Number.isFinite(value)))
    return 'At some chains a side of this is beyond ±1.8e308, where numbers end.'
  const isUnderflow = all.every(value => value === 0) && sides.every(({ kind }) => MULTIPLYING.has(kind))
  return isUnderflow ? 'Both sides come to 0 at every chain that I try: too small to compare.' : null
}

/** What becomes 0 when its parts are small enough. */
const MULTIPLYING: ReadonlySet<Expression['kind']> = new Set([
  'product',
  'power',
  'quotient',
  'series',
  'run',
])
