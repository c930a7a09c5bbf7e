import { chainEnvironment, type EvaluatedChain } from '../evaluation/chain-environment'
import { valueIn } from '../evaluation/evaluate'
import type { Letters } from '../expression/layer-index'
import type { Expression } from '../expression/tree'
import { agree } from './agree'

/** Whether all sides agree at the numbers on the board. A number that was typed stands for all that round to its digits. */
export function holdsHere(sides: readonly Expression[], letters: Letters, here: EvaluatedChain): boolean {
  const environment = chainEnvironment(here)
  const values = sides.map(side => valueIn(side, environment, letters))
  const slack = Math.max(...sides.map(halfOfLastDigit))
  const [first] = values
  return values.every(value => {
    if (!first?.ok || !value.ok) return false
    return agree(first.value, value.value) || Math.abs(first.value - value.value) <= slack
  })
}

/** Half a unit in the last place of a decimal that stands alone: 0.005 for 0.42. Whole numbers are meant exactly. */
function halfOfLastDigit(side: Expression): number {
  if (side.kind === 'negation') return halfOfLastDigit(side.of)
  if (side.kind !== 'number') return 0
  const [mantissa = '', exponent = '0'] = side.digits.toLowerCase().split('e')
  const decimals = mantissa.split('.')[1]?.length ?? 0
  if (decimals === 0) return 0
  let unit = 0.5000001
  for (let i = 0; i < decimals; i++) unit /= 10
  return Number(`${unit}e${exponent}`) || Number(unit)
}
