import { layer } from '../expression/layer-index'
import type { Expression, Line } from '../expression/tree'
import { sameTree, someIn, withLetter } from '../expression/walk'
import { plainLine } from '../writer/plain'
import { type Reading, readLine } from './read-line'

/** The answer to “left = ?” as it was read. */
export type AnswerReading =
  | Extract<Reading, { ok: false }>
  | (Extract<Reading, { ok: true }> & {
      /** The whole line as it was typed, with the left put before it where it was missing. */
      readonly text: string
      /** What the line says that the left is equal to, or becomes; empty when the line is not about the left. */
      readonly values: readonly Expression[]
    })

const RELATION = /^\s*(?:=|≈|:=|←|<-|\\leftarrow\b|\\gets\b|-=|\+=)/
const LAST_RELATION = /\s*(?:=|←|\\leftarrow)\s*$/
const ASKS_FOR_STEP = /(?:←|\\leftarrow)\s*$/

/**
 * Reads what somebody types as the answer to “left = ?” or “left ← ?” on a chain of `depth` layers: the right side alone, or the whole line
 * in either direction. `left` is LaTeX with its relation: `\delta_1 =`, `w_1 \leftarrow`. Never throws.
 */
export function readAnswer(text: string, left: string, depth: number): AnswerReading {
  const target = left.replace(LAST_RELATION, '')
  const whole = wholeLine(text, left, target)
  const reading = readLine(whole)
  if (!reading.ok) return placedIn(text, whole, reading)
  const asked = sideOf(target)
  const step = ASKS_FOR_STEP.test(left) ? asStep(reading.line, asked) : null
  const read = step === null ? reading : { ...reading, line: step, words: plainLine(step) }
  return {
    ...read,
    text: step === null ? whole : read.words,
    notes: step === null ? read.notes : [...read.notes, 'I read = as ←.'],
    values: valuesIn(read.line, withDepth(asked, depth), depth),
  }
}

/** What was typed, with the left put before it where it is missing. */
function wholeLine(text: string, left: string, target: string): string {
  if (RELATION.test(text)) return `${target} ${text}`
  const alone = readLine(text)
  const isSide = alone.ok && alone.line.kind === 'equation' && alone.line.sides.length === 1
  return isSide ? `${left} ${text}` : text
}

/** The trouble with the whole line, at its place in what was typed. */
function placedIn(text: string, whole: string, trouble: Extract<Reading, { ok: false }>): AnswerReading {
  const before = whole.length - text.length
  const placed = (at: number): number => Math.min(Math.max(0, at - before), text.length)
  return { ...trouble, at: placed(trouble.at), end: placed(trouble.end) }
}

/** “w₁ = …” where a step is asked for, as that step. */
function asStep(line: Line, asked: Expression | null): Line | null {
  if (line.kind === 'update' || line.sides.length !== 2) return null
  const [first, value] = line.sides
  const isAsked = first?.kind === 'layered' && asked !== null && sameTree(first, asked)
  return isAsked && value !== undefined ? { kind: 'update', target: first, value } : null
}

function sideOf(target: string): Expression | null {
  const reading = readLine(target)
  return reading.ok && reading.line.kind === 'equation' ? (reading.line.sides[0] ?? null) : null
}

/** The expression with L for what it is. */
const withDepth = (side: Expression | null, depth: number): Expression | null =>
  side && withLetter(side, 'L', layer(depth))

function valuesIn(line: Line, asked: Expression | null, depth: number): readonly Expression[] {
  const isAsked = (side: Expression): boolean => {
    const bare = side.kind === 'updated' ? side.of : side
    const placed = withDepth(bare, depth)
    return placed !== null && asked !== null && sameTree(placed, asked)
  }
  if (line.kind === 'update') return isAsked(line.target) ? [line.value] : []
  const others = line.sides.filter(side => !isAsked(side))
  return others.length < line.sides.length ? others : []
}

/** Whether `symbol`, such as `\delta_2`, stands anywhere in the expression, on a chain of `depth` layers. */
export function mentions(expression: Expression, symbol: string, depth: number): boolean {
  const wanted = withDepth(sideOf(symbol), depth)
  const placed = withDepth(expression, depth)
  return wanted !== null && placed !== null && someIn(placed, part => sameTree(part, wanted))
}
