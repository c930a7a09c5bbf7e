import { LOSS } from '../expression/build'
import { type Derivative, type Expression, isNamed, type Named } from '../expression/tree'
import type { Cursor } from './cursor'
import { readAtom, readFactor } from './read-factor'

const BY_WHAT = 'A derivative is taken by something with a name: x, y, w_1, b_1, z_1 or f_1.'
const SECOND = 'Second derivatives are not read: back-propagation needs none.'

/** Whether ∂, or a d that is no δ, comes next, or `ahead` of it: dL, d/dw₁, but not d_1 or d1. */
export function isAtDifferential(cursor: Cursor, ahead = 0): boolean {
  if (cursor.isAt('∂', ahead)) return true
  if (!cursor.isAtName('d', ahead)) return false
  const follower = cursor.peek(ahead + 1)
  if (follower === undefined || cursor.isAt('_', ahead + 1)) return false
  if (cursor.isAt("'", ahead + 1) || cursor.isAt(')', ahead + 1)) return false
  const isLayer = follower.kind === 'number' || isIndexLetter(follower.text)
  return !(isLayer && !follower.spaced)
}

const isIndexLetter = (text: string): boolean => /^[ijklmnt]$/.test(text)

/** ∂𝓛/∂w₁, dL/dw1, d/dw₁ (…), ∂_{w₁} 𝓛 on one line. */
export function readDerivative(cursor: Cursor): Derivative {
  takeDifferential(cursor)
  if (cursor.isAt('_')) return readGradientBy(cursor)
  if (cursor.accept('/')) {
    const by = readBy(cursor)
    return { kind: 'derivative', of: readFactor(cursor), by }
  }
  const of = readAtom(cursor)
  cursor.expect('/', 'A derivative says by what it is taken: ∂L/∂w_1.')
  return { kind: 'derivative', of, by: readBy(cursor) }
}

/** Takes ∂ or d. */
export function takeDifferential(cursor: Cursor): void {
  cursor.next()
  if (cursor.isAt('^')) throw cursor.error(SECOND)
}

/** ∂w₁ below the line, or behind the slash. */
export function readBy(cursor: Cursor): Named {
  const grouped = cursor.accept('(')
  if (!isAtDifferential(cursor)) throw cursor.error('Below a derivative stands ∂ or d again: ∂L/∂w_1.')
  takeDifferential(cursor)
  const by = readNamed(cursor)
  if (cursor.isAt('^')) throw cursor.error(SECOND)
  if (grouped) cursor.expect(')', 'This bracket is not closed.')
  return by
}

function readNamed(cursor: Cursor): Named {
  const place = cursor.mark()
  const by = cursor.isAtName('L') || cursor.isAtName('loss') ? takeLoss(cursor) : readAtom(cursor)
  if (isNamed(by)) return by
  cursor.reset(place)
  throw cursor.error(BY_WHAT)
}

function takeLoss(cursor: Cursor): Expression {
  cursor.next()
  return LOSS
}

/** ∇_{w₁} 𝓛 */
export function readGradient(cursor: Cursor): Derivative {
  cursor.next()
  if (!cursor.isAt('_')) throw cursor.error('A gradient says by what it is taken: ∇_{w_1} L.')
  return readGradientBy(cursor)
}

function readGradientBy(cursor: Cursor): Derivative {
  cursor.next()
  const grouped = cursor.accept('{')
  const by = readNamed(cursor)
  if (grouped) cursor.expect('}', 'This brace is not closed.')
  return { kind: 'derivative', of: readFactor(cursor), by }
}
