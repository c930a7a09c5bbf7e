import { membersOf } from '../expression/gather-runs'
import type { LayerIndex } from '../expression/layer-index'
import type { Call, Expression, FunctionName, LayeredName, Line, SingleName } from '../expression/tree'

const SINGLE: Record<SingleName, string> = { x: 'x', y: 'y', eta: 'eta', loss: 'the loss' }
const LAYERED: Record<LayeredName, string> = { w: 'w', b: 'b', z: 'z', f: 'f', delta: 'delta' }
const FUNCTION: Record<FunctionName, string> = {
  f: 'f',
  tanh: 'the hyperbolic tangent',
  sigmoid: 'the sigmoid',
  relu: 'ReLU',
  exp: 'the exponential',
  log: 'the natural logarithm',
  sqrt: 'the square root',
  sign: 'the sign',
  max: 'the larger one',
}

const RELATION = { '=': 'equals', '≈': 'is about', '←': 'becomes' }

/** A formula as a person would read it out: “the quantity 1 minus f 1 squared, times w 2, times delta 2”. */
export function speechText(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.digits
    case 'single':
      return SINGLE[expression.name]
    case 'layered':
      return `${LAYERED[expression.name]} ${spokenIndex(expression.index)}`
    case 'updated':
      return `the new ${speechText(expression.of)}`
    case 'derivative':
      return `the derivative of ${speechText(expression.of)} with respect to ${speechText(expression.by)}`
    case 'call':
      return spokenCall(expression)
    case 'negation':
      return `minus ${asPart(expression.of)}`
    case 'sum':
      return expression.terms.map(spokenTerm).join(' ')
    case 'product':
      return expression.factors.map(asPart).join(', times ')
    case 'quotient':
      return `${asPart(expression.over)} over ${asPart(expression.under)}`
    case 'power':
      return spokenPower(expression.base, expression.exponent)
    case 'absolute':
      return `the absolute value of ${asPart(expression.of)}`
    case 'series': {
      const { operation, letter, from, to, body } = expression
      const range = `for ${letter} from ${spokenIndex(from)} to ${spokenIndex(to)}`
      return `the ${operation} ${range} of ${asPart(body)}`
    }
    case 'run': {
      const spoken = membersOf(expression).map(member =>
        member.kind === 'dots' ? 'and so on to' : asPart(member),
      )
      return spoken
        .join(expression.operation === 'sum' ? ', plus ' : ', times ')
        .replace(/, (?:plus|times) (and so on to), (?:plus|times)/, ', $1')
    }
  }
}

/** A line of a derivation as a person would read it out. */
export function speechLine(line: Line): string {
  if (line.kind === 'update') return `${speechText(line.target)} ${RELATION['←']} ${speechText(line.value)}`
  const first = line.continues ? 0 : 1
  return line.sides
    .map((side, i) => {
      const relation = line.relations[i - first]
      return relation === undefined ? speechText(side) : `${RELATION[relation]} ${speechText(side)}`
    })
    .join(' ')
}

function spokenIndex({ letter, offset }: LayerIndex): string {
  if (letter === null) return String(offset)
  if (offset === 0) return letter
  return `${letter} ${offset > 0 ? 'plus' : 'minus'} ${Math.abs(offset)}`
}

function spokenCall({ name, prime, inputs }: Call): string {
  const spoken = inputs.map(asPart).join(' and ')
  return `${FUNCTION[name]}${prime ? ' prime' : ''} of ${spoken}`
}

function spokenTerm(term: Expression, i: number): string {
  if (term.kind === 'negation') return `minus ${asPart(term.of)}`
  return i === 0 ? asPart(term) : `plus ${asPart(term)}`
}

function spokenPower(base: Expression, exponent: Expression): string {
  if (exponent.kind === 'number' && exponent.digits === '2') return `${asPart(base)} squared`
  return `${asPart(base)} to the power of ${asPart(exponent)}`
}

/** A sum inside something else is announced, because brackets cannot be heard. */
const asPart = (part: Expression): string =>
  part.kind === 'sum' ? `the quantity ${speechText(part)}` : speechText(part)
