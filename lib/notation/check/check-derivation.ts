import type { EvaluatedChain } from '../evaluation/chain-environment'
import type { Shape } from '../evaluation/shape'
import type { Expression, Line } from '../expression/tree'
import { type Reading, readLine } from '../reader/read-line'
import { checkLine, type Setting } from './check-line'
import type { EarlierLine } from './rules/rule-of-step'
import type { LineCheck } from './verdict'

/** A line as it was read, and what is to be said of it. */
export interface CheckedLine {
  readonly reading: Reading
  readonly check: LineCheck
}

/** Lines of one derivation, at most. */
export const MOST_LINES = 500

/**
 * Reads and checks the lines of a derivation, in order: a line may go on from the one before it, and follow from any earlier one.
 * `here` is the chain on the board, if it has this shape. Never throws.
 */
export function checkDerivation(
  texts: readonly string[],
  shape: Shape,
  here: EvaluatedChain | null,
): readonly CheckedLine[] {
  const earlier: EarlierLine[] = []
  let goingOn: Setting['goingOn'] = null
  return texts.slice(0, MOST_LINES).map((text, i) => {
    const reading = readLine(text)
    if (!reading.ok) {
      goingOn = null
      return { reading, check: unreadable(reading.message, reading.at) }
    }
    const { line } = reading
    const check = checkLine(line, { shape, here, goingOn, earlier })
    goingOn = goingOnFrom(line, goingOn)
    if (check.verdict === 'holds' && goingOn)
      earlier.push({ number: i + 1, left: goingOn.first, right: goingOn.last })
    return { reading, check }
  })
}

const unreadable = (message: string, at: number): LineCheck => ({
  verdict: 'unclear',
  words: `At character ${at + 1}: ${message}`,
  mistake: null,
  counterexample: null,
  rule: null,
})

/** What the next line would go on from. */
function goingOnFrom(line: Line, before: Setting['goingOn']): Setting['goingOn'] {
  if (line.kind === 'update') return { first: { kind: 'updated', of: line.target }, last: line.value }
  const first: Expression | undefined = line.continues ? before?.first : line.sides[0]
  const last = line.sides.at(-1)
  return first && last ? { first, last } : null
}
