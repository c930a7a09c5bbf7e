import { call, number } from '../expression/build'
import { type Call, type Expression, FUNCTIONS, type FunctionName } from '../expression/tree'
import { plainText } from '../writer/plain'
import type { Cursor } from './cursor'
import { isAtFactor, readAtom, readExponent, readFactor } from './read-factor'
import { acceptPrimes } from './read-quantity'
import { readSum } from './read-sum'

/** Functions that have a derivative of their own name here: tanh′, σ′. */
const WITH_SLOPE: ReadonlySet<FunctionName> = new Set(['f', 'tanh', 'sigmoid', 'relu'])

/** tanh(z₁), tanh² z₁, σ′(z₁), max(0, z₁), √2: a function whose name comes next. */
export function readCall(cursor: Cursor): Expression {
  const written = cursor.peek()?.text ?? ''
  if (written === 'abs') return readAbs(cursor)
  const name = FUNCTIONS.find(known => known === (written === 'sigma' ? 'sigmoid' : written))
  if (name === undefined) throw cursor.error(`“${written}” is not a function that is known here.`)
  cursor.next()
  if (cursor.isAt('_')) throw cursor.error(`${written} takes no index; its input does: ${written}(z_1).`)
  const prime = acceptPrimes(cursor)
  if (prime && !WITH_SLOPE.has(name)) throw cursor.error(`${written}′ is not known here.`)
  const exponent = cursor.accept('^') ? readExponent(cursor) : null
  if (exponent?.kind === 'negation') {
    throw cursor.error(
      `${written}^{−…} could be the inverse function or a fraction: write 1/${written}(…) if that is meant.`,
    )
  }
  const inputs = isOpening(cursor)
    ? readArguments(cursor, name, name === 'max' ? 2 : 1)
    : [readBareInput(cursor, name)]
  const called: Call = { kind: 'call', name, prime, inputs }
  return exponent === null ? called : { kind: 'power', base: called, exponent }
}

const isOpening = (cursor: Cursor): boolean => cursor.isAt('(') || cursor.isAt('{')

/** The inputs in brackets, as many as the function takes. */
export function readArguments(cursor: Cursor, name: string, count: number): Expression[] {
  const closing = cursor.next()?.text === '{' ? '}' : ')'
  const inputs = [readSum(cursor)]
  while (cursor.accept(',')) inputs.push(readSum(cursor))
  cursor.expect(closing, `The bracket of ${name}(…) is not closed.`)
  if (inputs.length !== count) {
    throw cursor.error(
      `${name} takes ${count === 1 ? 'one input' : `${count} inputs`}, and has ${inputs.length}.`,
    )
  }
  return inputs
}

/** tanh z₁: one atom, with its exponent. */
function readBareInput(cursor: Cursor, name: FunctionName): Expression {
  const input = name === 'sqrt' ? readAtom(cursor) : readFactor(cursor)
  if (isAtFactor(cursor) || input.kind === 'power')
    cursor.remark(`I read it as ${plainText(call(name, input))}.`)
  return input
}

function readAbs(cursor: Cursor): Expression {
  cursor.next()
  if (!isOpening(cursor)) throw cursor.error('Write abs(…) with brackets.')
  const [of = number(0)] = readArguments(cursor, 'abs', 1)
  return { kind: 'absolute', of }
}

/** e^{…}, which is exp. */
export function readExponential(cursor: Cursor): Expression {
  cursor.next()
  return call('exp', cursor.accept('^') ? readExponent(cursor) : number(1))
}
