import type { EvaluatedChain } from '../evaluation/chain-environment'
import { type Shape, shapeKey } from '../evaluation/shape'
import type { Expression, Line } from '../expression/tree'
import { type Reading, readLine } from '../reader/read-line'
import { atNumbers, type Judged, judgeLine, type Setting } from './check-line'
import type { EarlierLine } from './rules/rule-of-step'
import type { LineCheck } from './verdict'

/** A line as it was read, and what is to be said of it. */
export interface CheckedLine {
  readonly reading: Reading
  readonly check: LineCheck
}

/** Lines of one derivation, at most. */
export const MOST_LINES = 500
/** So many lines are remembered before all are forgotten. */
const MOST_REMEMBERED = 5_000

/** Where a line stands: behind these lines, and no others. */
interface Place {
  readonly number: number
  readonly goingOn: Setting['goingOn']
  readonly earlier: readonly EarlierLine[]
  /** What is known of the lines that have stood here, by their text. */
  readonly known: Map<string, Known>
}

interface Known {
  readonly reading: Reading
  readonly judged: Judged
  readonly next: Place
  /** What was said of it last, and at which numbers; those are null where they play no part. */
  last: { readonly checked: CheckedLine; readonly at: string | null }
}

/**
 * Checks derivations line by line, and remembers each line with the lines before it: when one of a hundred is changed, those
 * above it cost nothing; when a weight is, the lines that do not hold are tried at its number, and nothing else is done.
 */
export class DerivationChecker {
  private readonly starts = new Map<string, Place>()
  private remembered = 0

  private start(shape: Shape): Place {
    if (this.remembered > MOST_REMEMBERED) {
      this.starts.clear()
      this.remembered = 0
    }
    const key = shapeKey(shape)
    const place = this.starts.get(key) ?? { number: 1, goingOn: null, earlier: [], known: new Map() }
    this.starts.set(key, place)
    return place
  }

  /**
   * The lines in order, one at a time, so that the caller may stop between two. A line may go on from the one before it, and follow
   * from any earlier one. `here` is the chain on the board, if it has this shape. Never throws.
   */
  *check(
    texts: readonly string[],
    shape: Shape,
    here: EvaluatedChain | null,
  ): Generator<CheckedLine, void, undefined> {
    const numbers = here === null ? '' : numbersOf(here)
    let place = this.start(shape)
    for (const text of texts.slice(0, MOST_LINES)) {
      const known = place.known.get(text) ?? this.learn(text, place, shape)
      if (known.last.at !== null && known.last.at !== numbers) {
        const check = atNumbers(known.judged, here)
        known.last = { checked: { reading: known.reading, check }, at: numbers }
      }
      place = known.next
      yield known.last.checked
    }
  }

  private learn(text: string, place: Place, shape: Shape): Known {
    const reading = readLine(text)
    const { goingOn, earlier } = place
    const judged: Judged = reading.ok
      ? judgeLine(reading.line, { shape, goingOn, earlier })
      : { check: unreadable(reading.message, reading.at), claim: null }
    const checked = { reading, check: judged.check }
    // No numbers read so: where they play a part, it is tried at those of now first of all.
    const at = judged.claim === null ? null : 'none'
    const known: Known = { reading, judged, next: placeBehind(place, text, checked), last: { checked, at } }
    this.remembered++
    place.known.set(text, known)
    return known
  }
}

const unreadable = (message: string, at: number): LineCheck => ({
  verdict: 'unclear',
  words: `At character ${at + 1}: ${message}`,
  mistake: null,
  counterexample: null,
  rule: null,
})

/** Where the line behind this one stands. It may build on this one where that holds for every chain. */
function placeBehind(
  { number, goingOn, earlier }: Place,
  text: string,
  { reading, check }: CheckedLine,
): Place {
  // One that is still empty comes between two lines without parting them.
  if (text.trim() === '') return { number: number + 1, goingOn, earlier, known: new Map() }
  const going = reading.ok ? goingOnFrom(reading.line, goingOn) : null
  const holds = check.verdict === 'holds' && going !== null
  return {
    number: number + 1,
    goingOn: going,
    earlier: holds ? [...earlier, { number, left: going.first, right: going.last }] : earlier,
    known: new Map(),
  }
}

/** What the next line would go on from. */
function goingOnFrom(line: Line, before: Setting['goingOn']): Setting['goingOn'] {
  if (line.kind === 'update') return { first: { kind: 'updated', of: line.target }, last: line.value }
  const first: Expression | undefined = line.continues ? before?.first : line.sides[0]
  const last = line.sides.at(-1)
  return first && last ? { first, last } : null
}

/** Equal for chains of one shape with equal numbers. */
const numbersOf = ({ chain: { x, y, layers }, eta }: EvaluatedChain): string =>
  [x, y, eta, ...layers.flatMap(({ w, b }) => [w, b])].join(' ')
