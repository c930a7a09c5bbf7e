import { chainEnvironment, type EvaluatedChain } from '../evaluation/chain-environment'
import type { Environment } from '../evaluation/environment'
import { valueIn } from '../evaluation/evaluate'
import type { Letters } from '../expression/layer-index'
import type { Expression } from '../expression/tree'
import { replaced, someIn } from '../expression/walk'
import { agree } from './agree'

/** Decimals in one side that are looked at; a formula with numbers put in has a few. */
const MOST_DECIMALS = 20

/**
 * Whether all sides agree at the numbers on the board. A decimal that was typed stands for all numbers that round to its digits, so
 * δ₁ = 0.56·0.8·(−0.13) may be as far off as these three are; one that somebody set on the board is exact.
 */
export function holdsHere(sides: readonly Expression[], letters: Letters, here: EvaluatedChain): boolean {
  const environment = chainEnvironment(here)
  const values = sides.map(side => valueIn(side, environment, letters))
  const [first] = values
  const [firstSide] = sides
  if (!first?.ok || firstSide === undefined) return false
  const isSet = (digits: string) => parametersOf(here).includes(Number(digits))
  const slack = (side: Expression, value: number) => slackOf(side, value, isSet, environment, letters)
  return sides.every((side, i) => {
    const value = values[i]
    if (!value?.ok) return false
    if (agree(first.value, value.value)) return true
    return Math.abs(first.value - value.value) <= slack(firstSide, first.value) + slack(side, value.value)
  })
}

/** By how much a side may be off, because its decimals are rounded: what half a unit in the last place of each does to it, added up. */
function slackOf(
  side: Expression,
  value: number,
  isSet: (digits: string) => boolean,
  environment: Environment,
  letters: Letters,
): number {
  const rounded = decimalsIn(side).filter(({ digits }) => !isSet(digits))
  return rounded.reduce((slack, decimal) => {
    const larger: Expression = {
      kind: 'number',
      digits: String(Number(decimal.digits) + halfOfLastPlace(decimal.digits)),
    }
    const moved = valueIn(replaced(side, decimal, larger), environment, letters)
    return moved.ok ? slack + Math.abs(moved.value - value) * 1.000001 : slack
  }, 0)
}

type Decimal = Expression & { readonly kind: 'number' }

/** The numbers with a decimal point, each once. Whole numbers are meant exactly. */
function decimalsIn(side: Expression): readonly Decimal[] {
  const decimals = new Map<string, Decimal>()
  someIn(side, part => {
    if (part.kind === 'number' && part.digits.includes('.')) decimals.set(part.digits, part)
    return decimals.size >= MOST_DECIMALS
  })
  return [...decimals.values()]
}

/** 0.005 for `0.42`, 0.0005e-3 for `1.234e-3`. */
function halfOfLastPlace(digits: string): number {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  const places = mantissa.split('.')[1]?.length ?? 0
  return Number(`5e${Number(exponent) - places - 1}`)
}

/** The sizes of all that people set. */
const parametersOf = ({ chain: { x, y, layers }, eta }: EvaluatedChain): readonly number[] =>
  [x, y, eta, ...layers.flatMap(({ w, b = 0 }) => [w, b])].map(Math.abs)
