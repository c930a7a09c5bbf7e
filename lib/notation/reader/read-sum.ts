import { negation, product, sum } from '../expression/build'
import { type Dots, gatherRuns } from '../expression/gather-runs'
import type { Expression, Operation } from '../expression/tree'
import { plainText } from '../writer/plain'
import type { Cursor } from './cursor'
import { isAtFactor, readFactor } from './read-factor'
import { ReadingError } from './reading-error'

/**
 * The grammar, from loose to tight:
 *
 *     sum      = [−] product { (+ | −) product }
 *     product  = quotient { [·] quotient }            juxtaposition is a product
 *     quotient = factor { / factor }
 *     factor   = atom [^ exponent]
 *
 * “⋯” may stand where a term or a factor does; `gatherRuns` finds what it leaves out.
 */
export function readSum(cursor: Cursor): Expression {
  return cursor.nested(() => {
    const terms: (Expression | Dots)[] = [readTerm(cursor, signAt(cursor))]
    while (cursor.isAt('+') || cursor.isAt('-')) terms.push(readTerm(cursor, signAt(cursor)))
    return sum(...withoutDots(terms, 'sum'))
  })
}

/** Takes the signs before a term; whether they make it negative. */
function signAt(cursor: Cursor): boolean {
  let negative = false
  while (cursor.isAt('+') || cursor.isAt('-')) negative = (cursor.next()?.text === '-') !== negative
  return negative
}

function readTerm(cursor: Cursor, negative: boolean): Expression | Dots {
  const term = readProduct(cursor)
  return negative && term.kind !== 'dots' ? negation(term) : term
}

function readProduct(cursor: Cursor): Expression | Dots {
  const factors: (Expression | Dots)[] = [readQuotient(cursor)]
  for (;;) {
    if (cursor.accept('*')) {
      factors.push(cursor.accept('-') ? negatedQuotient(cursor) : readQuotient(cursor))
    } else if (cursor.hasHandedBack || isAtFactor(cursor)) {
      factors.push(readBesides(cursor, factors.at(-1)))
    } else {
      break
    }
  }
  const [only] = factors
  if (factors.length === 1 && only?.kind === 'dots') return only
  return product(...withoutDots(factors, 'product'))
}

function negatedQuotient(cursor: Cursor): Expression {
  const quotient = readQuotient(cursor)
  if (quotient.kind === 'dots') throw cursor.error('A sign cannot stand before dots.')
  return negation(quotient)
}

/** A factor that stands beside another without a sign between them; what could be meant otherwise is remarked. */
function readBesides(cursor: Cursor, left: Expression | Dots | undefined): Expression | Dots {
  const numberFollows = cursor.peek()?.kind === 'number' && !cursor.hasHandedBack
  const right = readQuotient(cursor)
  if (left === undefined || left.kind === 'dots' || right.kind === 'dots') return right
  if (numberFollows) {
    cursor.remark(`I read ${plainText(left)} ${plainText(right)} as ${plainText(product(left, right))}.`)
  }
  if (left.kind === 'quotient' && !isPlainFraction(left) && !cursor.latex) {
    cursor.remark(`I read it as ${plainText(product(left, right))}; for another reading, add brackets.`)
  }
  return right
}

const isPlainFraction = (quotient: Expression & { kind: 'quotient' }): boolean =>
  quotient.over.kind === 'number' && quotient.under.kind === 'number'

function readQuotient(cursor: Cursor): Expression | Dots {
  const handedBack = cursor.takeHandedBack()
  const dots = cursor.peek()
  if (!handedBack && dots && cursor.accept('⋯')) return { kind: 'dots', at: dots.at, end: dots.end }
  let quotient = handedBack ?? readFactor(cursor)
  // A slash behind a factor that a series handed back belongs to that factor, not to the series.
  while (!cursor.hasHandedBack && cursor.accept('/')) {
    quotient = { kind: 'quotient', over: quotient, under: readFactor(cursor) }
  }
  return quotient
}

/** Finding what dots stand for looks at everything around them. */
const MOST_DOTS = 10

/** Every “⋯” replaced by what it stands for. */
function withoutDots(members: readonly (Expression | Dots)[], operation: Operation): readonly Expression[] {
  const dots = members.filter(({ kind }) => kind === 'dots')
  const beyond = dots[MOST_DOTS]
  if (beyond?.kind === 'dots') {
    throw new ReadingError(beyond.at, beyond.end, `A product or sum may hold ${MOST_DOTS} times dots.`)
  }
  const gathered = gatherRuns(members, operation)
  if (!('kind' in gathered)) return gathered
  throw new ReadingError(
    gathered.at,
    gathered.end,
    'I cannot tell what the dots stand for: what is before and after them must be alike up to its index, as in w_2 w_3 ⋯ w_L.',
  )
}
