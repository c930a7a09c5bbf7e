import { chainEnvironment, type EvaluatedChain } from '../evaluation/chain-environment'
import type { Environment } from '../evaluation/environment'
import { valueIn } from '../evaluation/evaluate'
import { negation, number, product } from '../expression/build'
import { type Expression, isNamed } from '../expression/tree'
import { mapParts } from '../expression/walk'
import { latexText } from '../writer/latex'

const DIGITS = 4

/**
 * A formula in LaTeX with the numbers of a chain in the place of its symbols: `(1 - 0.4621^2) \cdot (-0.5)`. What is gathered behind
 * dots stands as one number.
 */
export const numbersLatex = (expression: Expression, at: EvaluatedChain): string =>
  latexText(numbersPutIn(expression, chainEnvironment(at)))

function numbersPutIn(expression: Expression, environment: Environment): Expression {
  const isNumber = isNamed(expression) || STANDING_FOR_ONE.has(expression.kind)
  const isActivation = expression.kind === 'call' && expression.name === 'f'
  if (!isNumber && !isActivation) return mapParts(expression, part => numbersPutIn(part, environment))
  const value = valueIn(expression, environment)
  return value.ok && Number.isFinite(value.value) ? written(value.value) : expression
}

const STANDING_FOR_ONE: ReadonlySet<Expression['kind']> = new Set(['updated', 'derivative', 'series', 'run'])

/** A number as a tree, rounded: −1.2 · 10⁻⁵. */
function written(value: number): Expression {
  if (value < 0) return negation(written(-value))
  const rounded = Number(value.toPrecision(DIGITS))
  if (rounded === 0 || (rounded >= 1e-3 && rounded < 1e5)) return number(rounded)
  const [mantissa = '1', exponent = '0'] = rounded.toExponential().split('e')
  const power = Number(exponent)
  return product(number(Number(mantissa)), {
    kind: 'power',
    base: number(10),
    exponent: power < 0 ? negation(number(-power)) : number(power),
  })
}
