import { derivative, difference, negation, number, product, quotient, square, sum } from '../expression/build'
import { type Call, type Expression, isNamed, type Named } from '../expression/tree'
import { NoValue } from './no-value'

/**
 * ∂expression/∂by, by the rules of differentiation, down to derivatives of single quantities, which the chain knows: so
 * ∂(y − f_L)²/∂w₁ becomes 2(y − f_L)(0 − ∂f_L/∂w₁).
 */
export function differentiate(expression: Expression, by: Named): Expression {
  const inner = (part: Expression) => differentiate(part, by)
  if (isNamed(expression)) return derivative(expression, by)
  switch (expression.kind) {
    case 'number':
      return number(0)
    case 'negation':
      return negation(inner(expression.of))
    case 'sum':
      return sum(...expression.terms.map(inner))
    case 'product':
      return sum(
        ...expression.factors.map((factor, i) =>
          product(...expression.factors.slice(0, i), inner(factor), ...expression.factors.slice(i + 1)),
        ),
      )
    case 'quotient': {
      const { over, under } = expression
      return quotient(difference(product(inner(over), under), product(over, inner(under))), square(under))
    }
    case 'power': {
      const { base, exponent } = expression
      if (exponent.kind !== 'number') break
      const lower: Expression = { kind: 'power', base, exponent: difference(exponent, number(1)) }
      return product(exponent, lower, inner(base))
    }
    case 'absolute':
      return product(
        { kind: 'call', name: 'sign', prime: false, inputs: [expression.of] },
        inner(expression.of),
      )
    case 'call':
      return differentiateCall(expression, inner)
  }
  throw new NoValue('The derivative of such an expression is not worked out here; write it out.')
}

function differentiateCall(call: Call, inner: (part: Expression) => Expression): Expression {
  const [input] = call.inputs
  if (input === undefined || call.prime) throw new NoValue('Second derivatives are not worked out here.')
  switch (call.name) {
    case 'f':
    case 'tanh':
    case 'sigmoid':
    case 'relu':
      return product({ ...call, prime: true }, inner(input))
    case 'exp':
      return product(call, inner(input))
    case 'log':
      return quotient(inner(input), input)
    case 'sqrt':
      return quotient(inner(input), product(number(2), call))
    case 'sign':
      return number(0)
    case 'max':
      throw new NoValue('The derivative of max is not worked out here; write out the side that counts.')
  }
}
