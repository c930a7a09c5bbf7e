import { DEPTH_OUTPUT, ETA, LOSS, X, Y } from '../expression/build'
import type { Expression } from '../expression/tree'
import type { Cursor } from './cursor'
import { readCall, readExponential } from './read-call'
import { isAtDifferential, readDerivative, readGradient } from './read-derivative'
import { readFraction } from './read-fraction'
import { readActivation, readLayered } from './read-quantity'
import { readSeries } from './read-series'
import { readSum } from './read-sum'
import { INDEX_LETTERS } from './symbols'

const STARTS = new Set(['(', '{', '|(', 'frac', '∏', '∑', '∂', '∇', '⋯', 'hat'])

/** Whether something that can be a factor comes next. */
export function isAtFactor(cursor: Cursor): boolean {
  const token = cursor.peek()
  if (token === undefined) return false
  if (token.kind === 'mark') return STARTS.has(token.text) || (token.text === '|' && cursor.openBars === 0)
  return true
}

/** An atom with its exponent. */
export function readFactor(cursor: Cursor): Expression {
  const base = cursor.nested(() => readAtom(cursor))
  if (!cursor.accept('^')) return base
  const power: Expression = { kind: 'power', base, exponent: readExponent(cursor) }
  if (cursor.isAt('^')) throw cursor.error('Two exponents in a row: brackets say which comes first.')
  return power
}

/** What stands after `^`. */
export function readExponent(cursor: Cursor): Expression {
  if (cursor.accept('{')) {
    const exponent = readSum(cursor)
    cursor.expect('}', 'This exponent is not closed.')
    return exponent
  }
  const token = cursor.peek()
  if (token?.kind === 'number' && cursor.latex && token.text.length > 1) {
    cursor.remark(`I read ^${token.text} as ^{${token.text}}.`)
  }
  if (cursor.accept('-')) return { kind: 'negation', of: readAtom(cursor) }
  return readAtom(cursor)
}

/** A quantity, a number, a call, a derivative, or anything in brackets. */
export function readAtom(cursor: Cursor): Expression {
  if (isAtDifferential(cursor)) return readDerivative(cursor)
  const token = cursor.peek()
  if (token === undefined) throw cursor.error('Here the line ends, and something is missing.')
  if (token.kind === 'number') return readNumber(cursor)
  if (token.kind === 'name') return readNamedAtom(cursor, token.text)
  switch (token.text) {
    case '(':
      return readBracketed(cursor, ')', 'This bracket is not closed.')
    case '{':
      return readBracketed(cursor, '}', 'This brace is not closed.')
    case '|':
    case '|(':
      return readAbsolute(cursor)
    case 'frac':
      return readFraction(cursor)
    case '∏':
    case '∑':
      return readSeries(cursor)
    case '∇':
      return readGradient(cursor)
    case 'hat':
      return readPrediction(cursor)
    case ')':
    case '}':
      throw cursor.error('This bracket closes nothing, or something before it is missing.')
    case '⋯':
      throw cursor.error('Dots stand between two factors or two terms that are alike.')
    case 'over':
      throw cursor.error('Write a fraction as \\frac{a}{b} or a/b.')
    default:
      throw cursor.error(`A factor is missing before “${token.text}”.`)
  }
}

function readNumber(cursor: Cursor): Expression {
  const token = cursor.next()
  const digits = token?.text ?? '0'
  if (!Number.isFinite(Number(digits))) {
    cursor.reset(cursor.mark() - 1)
    throw cursor.error(`${digits} is too large: numbers end at 1.8e308.`)
  }
  return { kind: 'number', digits: digits.startsWith('.') ? `0${digits}` : digits }
}

function readNamedAtom(cursor: Cursor, name: string): Expression {
  switch (name) {
    case 'x':
    case 'y':
    case 'eta':
      cursor.next()
      if (cursor.isAt('_'))
        throw cursor.error(`There is one ${name === 'eta' ? 'η' : name}: it has no index.`)
      return { x: X, y: Y, eta: ETA }[name]
    case 'L':
    case 'loss':
      return readLoss(cursor)
    case 'w':
    case 'b':
    case 'z':
    case 'delta':
    case 'd':
      return readLayered(cursor)
    case 'f':
      return readActivation(cursor)
    case 'e':
      return readExponential(cursor)
    case 'yhat':
      cursor.next()
      return prediction(cursor)
    case 'Delta':
      throw cursor.error('Δ is not known here: write the update as w_1 ← w_1 − η ∂L/∂w_1.')
    case 'new':
      throw cursor.error('“new” belongs above a weight: w_1^{new}.')
    default:
      if (INDEX_LETTERS.includes(name)) {
        throw cursor.error(`${name} stands for a layer, and only in an index: w_${name}.`)
      }
      return readCall(cursor)
  }
}

/** 𝓛, with or without what it depends on: 𝓛(y, f_L). */
function readLoss(cursor: Cursor): Expression {
  cursor.next()
  if (cursor.isAt('_')) throw cursor.error('The loss has no index: there is one sample.')
  if (cursor.isAt('(') && hasComma(cursor)) {
    cursor.next()
    while (!cursor.isAt(')')) {
      readSum(cursor)
      if (!cursor.accept(',')) break
    }
    cursor.expect(')', 'This bracket is not closed.')
  }
  return LOSS
}

/** Whether the bracket that opens next holds a comma of its own. */
function hasComma(cursor: Cursor): boolean {
  let depth = 0
  for (let ahead = 0; ; ahead++) {
    if (cursor.peek(ahead) === undefined) return false
    if (cursor.isAt('(', ahead) || cursor.isAt('{', ahead)) depth++
    if (cursor.isAt(')', ahead) || cursor.isAt('}', ahead)) depth--
    if (depth === 0) return false
    if (depth === 1 && cursor.isAt(',', ahead)) return true
  }
}

function readBracketed(cursor: Cursor, closing: string, why: string): Expression {
  const opening = cursor.mark()
  cursor.next()
  const bars = cursor.openBars
  cursor.openBars = 0
  const inside = readSum(cursor)
  cursor.openBars = bars
  if (cursor.accept(closing)) return inside
  if (cursor.atEnd) cursor.reset(opening)
  throw cursor.error(
    cursor.mark() === opening ? why : `Something is missing before this: ${why.toLowerCase()}`,
  )
}

function readAbsolute(cursor: Cursor): Expression {
  const closing = cursor.next()?.text === '|(' ? '|)' : '|'
  cursor.openBars++
  const of = readSum(cursor)
  cursor.openBars--
  cursor.expect(closing, 'This |…| is not closed.')
  return { kind: 'absolute', of }
}

/** ŷ is what the chain says: f_L. */
function readPrediction(cursor: Cursor): Expression {
  cursor.next()
  const grouped = cursor.accept('{')
  if (!cursor.isAtName('y')) throw cursor.error('Only y wears a hat: ŷ, which is f_L.')
  cursor.next()
  if (grouped) cursor.expect('}', 'This brace is not closed.')
  return prediction(cursor)
}

function prediction(cursor: Cursor): Expression {
  cursor.remark('I read ŷ as f_L.')
  return DEPTH_OUTPUT
}
