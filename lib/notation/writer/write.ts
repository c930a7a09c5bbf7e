import { gatherRuns, membersOf } from '../expression/gather-runs'
import { type Expression, isNamed, type Line, type Operation } from '../expression/tree'
import { freeLetters, sameTree, someIn } from '../expression/walk'
import { Hold, type Style } from './style'

/** An expression in a style, with brackets where the reader needs them to read the same tree. */
export function write(expression: Expression, style: Style): string {
  const inside = (part: Expression) => write(part, style)
  switch (expression.kind) {
    case 'number':
      return style.number(expression.digits)
    case 'single':
      return style.single(expression.name)
    case 'layered':
      return style.layered(expression.name, expression.index)
    case 'updated':
      return style.updated(inside(expression.of))
    case 'derivative': {
      const of = inside(expression.of)
      return style.derivative(isNamed(expression.of) ? of : style.brackets(of), inside(expression.by))
    }
    case 'call':
      return style.call(expression, expression.inputs.map(inside))
    case 'negation':
      return style.negation(held(expression.of, Hold.Product, style))
    case 'sum':
      return writeSum(expression.terms, style)
    case 'product':
      return style.product(factorsIn(expression.factors, style))
    case 'quotient': {
      const isBuiltUp = style.holdOf.quotient > Hold.Factor
      const part = (of: Expression) => (isBuiltUp ? inside(of) : held(of, Hold.Tight, style))
      return style.quotient(part(expression.over), part(expression.under))
    }
    case 'power':
      return style.power(held(expression.base, Hold.Base, style), inside(expression.exponent))
    case 'absolute':
      return style.absolute(
        inside(expression.of),
        someIn(expression.of, part => part.kind === 'absolute'),
      )
    case 'series': {
      const { operation, letter, from, to, body } = expression
      return style.series(operation, letter, { from, to }, held(body, Hold.Tight, style))
    }
    case 'run': {
      const members = membersOf(expression)
      return expression.operation === 'product'
        ? style.product(
            members.map(member => (member.kind === 'dots' ? style.dots : held(member, Hold.Factor, style))),
          )
        : writeSum([expression], style)
    }
  }
}

/** A line in a style. */
export function writeLine(line: Line, style: Style): string {
  if (line.kind === 'update') {
    return `${write(line.target, style)} ${style.relation('←')} ${write(line.value, style)}`
  }
  const { sides, relations, continues } = line
  const first = continues ? 0 : 1
  return sides
    .map((side, i) => {
      const relation = relations[i - first]
      const text = write(side, style)
      return relation === undefined ? text : `${style.relation(relation)} ${text}`
    })
    .join(' ')
}

/** The expression, in brackets if it is looser than `hold`. */
function held(expression: Expression, hold: Hold, style: Style): string {
  const text = write(expression, style)
  return holdOf(expression, style) < hold ? style.brackets(text) : text
}

function holdOf(expression: Expression, style: Style): Hold {
  switch (expression.kind) {
    case 'sum':
    case 'negation':
      return Hold.Sum
    case 'product':
    case 'series':
      return Hold.Product
    case 'run':
      return expression.operation === 'sum' ? Hold.Sum : Hold.Product
    case 'quotient':
      return style.holdOf.quotient
    case 'derivative':
      return style.holdOf.derivative
    case 'call':
      return expression.name === 'exp' ? style.holdOf.exponential : Hold.Base
    case 'power':
    case 'updated':
      return Hold.Tight
    default:
      return Hold.Base
  }
}

function writeSum(terms: readonly Expression[], style: Style): string {
  const texts: string[] = []
  const signs: ('' | '+' | '-')[] = []
  const add = (term: Expression) => {
    const isNegative = term.kind === 'negation'
    signs.push(isNegative ? '-' : signs.length === 0 ? '' : '+')
    texts.push(held(isNegative ? term.of : term, Hold.Product, style))
  }
  const inlined = runsStand(terms, 'sum')
  for (const term of terms) {
    if (term.kind !== 'run' || term.operation !== 'sum') add(term)
    else if (!inlined) {
      signs.push(signs.length === 0 ? '' : '+')
      texts.push(style.brackets(write(term, style)))
    } else {
      for (const member of membersOf(term)) {
        if (member.kind !== 'dots') add(member)
        else {
          signs.push('+')
          texts.push(style.dots)
        }
      }
    }
  }
  return style.sum(texts, signs)
}

function factorsIn(factors: readonly Expression[], style: Style): string[] {
  const inlined = runsStand(factors, 'product')
  return factors.flatMap((factor, i) => {
    if (factor.kind === 'run' && factor.operation === 'product' && inlined) {
      return membersOf(factor).map(member =>
        member.kind === 'dots' ? style.dots : held(member, Hold.Factor, style),
      )
    }
    if (factor.kind === 'series' && !takesIn(factor.letter, factors[i + 1])) return [write(factor, style)]
    return [held(factor, Hold.Factor, style)]
  })
}

/** Whether a series would take the factor behind it into its body. */
const takesIn = (letter: string, next: Expression | undefined): boolean =>
  next !== undefined && freeLetters(next).has(letter)

/** Whether runs without brackets read as the same runs beside these neighbours. */
function runsStand(members: readonly Expression[], operation: Operation): boolean {
  const isRun = (member: Expression) => member.kind === 'run' && member.operation === operation
  if (!members.some(isRun)) return true
  const written = members.flatMap(member =>
    member.kind === 'run' && member.operation === operation ? membersOf(member) : [member],
  )
  const gathered = gatherRuns(written, operation)
  if ('kind' in gathered || gathered.length !== members.length) return false
  return gathered.every((member, i) => sameTree(member, members[i] ?? member))
}
