import { layer } from '../expression/layer-index'
import type { Expression, Line } from '../expression/tree'
import { sameTree, someIn, withLetter } from '../expression/walk'
import { type Reading, readLine } from './read-line'

/** The answer to “left = ?” as it was read. */
export type AnswerReading =
  | Extract<Reading, { ok: false }>
  | (Extract<Reading, { ok: true }> & {
      /** What the line says that the left is equal to, or becomes; empty when the line is not about the left. */
      readonly values: readonly Expression[]
    })

const RELATION = /^\s*(?:=|≈|:=|←|<-|\\leftarrow\b|\\gets\b|-=|\+=)/
const LAST_RELATION = /\s*(?:=|←|\\leftarrow)\s*$/

/**
 * Reads what somebody types as the answer to “left = ?” or “left ← ?” on a chain of `depth` layers: the right side alone, or the whole line
 * in either direction. `left` is LaTeX with its relation: `\delta_1 =`, `w_1 \leftarrow`. Never throws.
 */
export function readAnswer(text: string, left: string, depth: number): AnswerReading {
  const target = left.replace(LAST_RELATION, '')
  const reading = asUpdate(readWhole(text, left, target), left, target)
  if (!reading.ok) return reading
  const asked = withDepth(sideOf(target), depth)
  return { ...reading, values: valuesIn(reading.line, asked, depth) }
}

/** The line, with the left put before it where it is missing. */
function readWhole(text: string, left: string, target: string): Reading {
  if (RELATION.test(text)) return readBehind(`${target} `, text)
  const alone = readLine(text)
  const isWhole = alone.ok && (alone.line.kind === 'update' || alone.line.sides.length > 1)
  return isWhole || !alone.ok ? alone : readBehind(`${left} `, text)
}

/** Places in what it says are places in `text`. */
function readBehind(before: string, text: string): Reading {
  const reading = readLine(before + text)
  if (reading.ok) return reading
  const placed = (at: number) => Math.min(Math.max(0, at - before.length), text.length)
  return { ...reading, at: placed(reading.at), end: placed(reading.end) }
}

/** “w₁ = …” where a step is asked for. */
function asUpdate(reading: Reading, left: string, target: string): Reading {
  if (!reading.ok || reading.line.kind === 'update' || !/(?:←|\\leftarrow)\s*$/.test(left)) return reading
  const [first, value] = reading.line.sides
  const asked = sideOf(target)
  const isStep = reading.line.sides.length === 2 && first && value && asked && sameTree(first, asked)
  if (!isStep || asked.kind !== 'layered') return reading
  const again = readLine(`${left} ${reading.words.slice(reading.words.indexOf('=') + 1)}`)
  return again.ok ? { ...again, notes: [...reading.notes, 'I read = as ←.'] } : reading
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
