import { negation, sum } from '../expression/build'
import { type Expression, isNamed, type Layered, type Line, type Relation } from '../expression/tree'
import { sameTree, someIn } from '../expression/walk'
import { plainLine } from '../writer/plain'
import { withoutAside } from './aside'
import { Cursor } from './cursor'
import { readSum } from './read-sum'
import { ReadingError } from './reading-error'
import { tokensOf } from './tokens'

/** A line as it was read, or why it cannot be read. */
export type Reading =
  | {
      readonly ok: true
      readonly line: Line
      /** The whole line again, in plain text: what counts. */
      readonly words: string
      /** Where the text could have meant something else: what it was read as, a sentence each. */
      readonly notes: readonly string[]
    }
  | {
      readonly ok: false
      /** For the one who wrote it. */
      readonly message: string
      /** From this character of the text on, counted from 0, up to `end`. */
      readonly at: number
      readonly end: number
    }

/** A line of a derivation is not longer than this many characters. */
export const LONGEST_LINE = 2_000
const MOST_SIDES = 20

/**
 * Reads a line of a derivation as people type it, in LaTeX, plain text or Unicode: `\delta_1 = (1-f_1^2) w_2 \delta_2`,
 * `dL/dw1 = x d1`, `δ₁ = f′(z₁)·w₂·δ₂`, `w_1 <- w_1 - \eta \nabla_{w_1} L`. A line may begin with its relation, and so go on from
 * the one before. Never throws, and takes a time that grows with the text alone.
 */
export function readLine(text: string): Reading {
  try {
    return read(text)
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error
    return { ok: false, message: error.message, at: error.at, end: error.end }
  }
}

function read(text: string): Reading {
  if (text.length > LONGEST_LINE) {
    const message = `This is ${text.length.toLocaleString('en')} characters long; a line may have ${LONGEST_LINE.toLocaleString('en')}.`
    throw new ReadingError(LONGEST_LINE, text.length, message)
  }
  const { formula, aside } = withoutAside(text)
  const written = formula.replace(/[\s.,;]+$/, '')
  const tokens = tokensOf(written)
  if (tokens.length === 0) throw new ReadingError(0, text.length, 'Nothing is written here yet.')
  const cursor = new Cursor(tokens, written.length, text.includes('\\'))
  const line = readRelations(cursor)
  if (aside !== null) cursor.remark(aside)
  return { ok: true, line, words: plainLine(line), notes: cursor.notes }
}

function readRelations(cursor: Cursor): Line {
  const relations: Relation[] = []
  const continues = acceptRelation(cursor, relations)
  const sides = [readSum(cursor)]
  const [target] = sides
  if (UPDATING.some(mark => cursor.isAt(mark)) || (cursor.isAt(':=') && isParameter(target))) {
    return readUpdate(cursor, target, continues)
  }
  while (acceptRelation(cursor, relations)) {
    if (sides.length === MOST_SIDES)
      throw cursor.error(`A line may hold ${MOST_SIDES} sides; go on in the next one.`)
    sides.push(readSum(cursor))
  }
  expectEnd(cursor)
  return asStep(cursor, sides) ?? { kind: 'equation', sides, relations, continues }
}

function acceptRelation(cursor: Cursor, relations: Relation[]): boolean {
  const relation = cursor.isAt('=') || cursor.isAt(':=') ? '=' : cursor.isAt('≈') ? '≈' : null
  if (relation === null) return false
  cursor.next()
  relations.push(relation)
  return true
}

const UPDATING = ['←', '-=', '+=']

/** w₁ ← …, and w₁ −= … as programs write it. */
function readUpdate(cursor: Cursor, target: Expression | undefined, continues: boolean): Line {
  if (continues || !isParameter(target)) {
    throw cursor.error('Left of ← stands the weight or bias that is updated: w_1 ← w_1 − η ∂L/∂w_1.')
  }
  const sign = cursor.next()?.text
  const right = readSum(cursor)
  expectEnd(cursor)
  if (sign !== '-=' && sign !== '+=') return { kind: 'update', target, value: right }
  cursor.remark(`I read ${sign} as a step from the old value.`)
  return { kind: 'update', target, value: sum(target, sign === '-=' ? negation(right) : right) }
}

const isParameter = (side: Expression | undefined): side is Layered =>
  side?.kind === 'layered' && (side.name === 'w' || side.name === 'b')

/** w₁ = w₁ − η·…, as programs write an update. As an equation it could not hold. */
function asStep(cursor: Cursor, sides: readonly Expression[]): Line | null {
  const [target, value] = sides
  if (sides.length !== 2 || !isParameter(target) || value === undefined) return null
  const mentions = (wanted: Expression) => someIn(value, part => sameTree(part, wanted))
  if (!mentions(target) || !someIn(value, part => isNamed(part) && part.name === 'eta')) return null
  cursor.remark('I read = as ←: this is the step that an update takes.')
  return { kind: 'update', target, value }
}

function expectEnd(cursor: Cursor): void {
  if (cursor.atEnd) return
  const token = cursor.peek()
  if (cursor.isAt(')') || cursor.isAt('}') || cursor.isAt('|)'))
    throw cursor.error('This bracket closes nothing.')
  if (cursor.isAt('←')) throw cursor.error('An update has one ←, and nothing equal to it.')
  if (cursor.isAt(','))
    throw cursor.error('A comma has no place here; decimals are written with a point: 0.5.')
  throw cursor.error(`“${token?.text ?? ''}” cannot follow here.`)
}
