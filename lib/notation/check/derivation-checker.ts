import type { EvaluatedChain } from '../evaluation/chain-environment'
import { type Shape, shapeKey } from '../evaluation/shape'
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
  readonly checked: CheckedLine
  /** The numbers at which it was checked; null where they play no part. */
  readonly at: string | null
  readonly next: Place
}

/**
 * Checks derivations line by line, and remembers each line with the lines before it: when one of a hundred is changed, those
 * above it cost nothing, and when a weight is, only the lines that do not hold.
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
      const known = place.known.get(text)
      const isKnown = known !== undefined && (known.at === null || known.at === numbers)
      const now = isKnown ? known : this.learn(text, place, known?.next, shape, here, numbers)
      place = now.next
      yield now.checked
    }
  }

  private learn(
    text: string,
    place: Place,
    next: Place | undefined,
    shape: Shape,
    here: EvaluatedChain | null,
    numbers: string,
  ): Known {
    const checked = checkedAt(text, place, shape, here)
    const depends = checked.check.verdict === 'fails' || checked.check.verdict === 'only-here'
    const known = { checked, at: depends ? numbers : null, next: next ?? placeBehind(place, text, checked) }
    if (next === undefined) this.remembered++
    place.known.set(text, known)
    return known
  }
}

function checkedAt(text: string, place: Place, shape: Shape, here: EvaluatedChain | null): CheckedLine {
  const reading = readLine(text)
  if (!reading.ok) return { reading, check: unreadable(reading.message, reading.at) }
  const { goingOn, earlier } = place
  return { reading, check: checkLine(reading.line, { shape, here, goingOn, earlier }) }
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
