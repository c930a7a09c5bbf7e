import { number } from '../expression/build'
import type { Expression } from '../expression/tree'
import type { Cursor } from './cursor'
import { isAtDifferential, readBy, takeDifferential } from './read-derivative'
import { readAtom, readFactor } from './read-factor'
import { readSum } from './read-sum'

/** \frac{a}{b}, \frac12, and derivatives: \frac{∂𝓛}{∂w₁}, \frac{d}{dw₁}(…). */
export function readFraction(cursor: Cursor): Expression {
  cursor.next()
  if (cursor.isAt('{') && isAtDifferential(cursor, 1)) return readDerivativeFraction(cursor)
  const pair = cursor.peek()
  if (pair?.kind === 'number' && /^\d\d$/.test(pair.text)) {
    cursor.next()
    return { kind: 'quotient', over: number(Number(pair.text[0])), under: number(Number(pair.text[1])) }
  }
  const over = readPart(cursor)
  return { kind: 'quotient', over, under: readPart(cursor) }
}

function readPart(cursor: Cursor): Expression {
  if (!cursor.accept('{')) return readAtom(cursor)
  const part = readSum(cursor)
  cursor.expect('}', 'This part of the fraction is not closed.')
  return part
}

function readDerivativeFraction(cursor: Cursor): Expression {
  cursor.next()
  takeDifferential(cursor)
  const above = cursor.isAt('}') ? null : readSum(cursor)
  cursor.expect('}', 'What is above the line is not closed.')
  cursor.expect('{', 'What is below the line of the derivative is missing.')
  const by = readBy(cursor)
  cursor.expect('}', 'Below a derivative stands one name: \\frac{\\partial L}{\\partial w_1}.')
  return { kind: 'derivative', of: above ?? readFactor(cursor), by }
}
