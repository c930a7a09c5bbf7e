import { type LayerIndex, layer } from '../expression/layer-index'
import type { Cursor } from './cursor'
import { INDEX_LETTERS } from './symbols'
import type { Token } from './tokens'

const WANTED =
  'An index is a number, L, or a letter such as i, and may add or take away a number: 2, i, i+1, L-1.'

/** No chain is as long as this; what is longer is a slip. */
const LARGEST = 1_000_000

/**
 * Reads what stands after `_`: a group in braces or brackets, or one number or letter. In plain text `w_i+1` means wᵢ₊₁; in LaTeX
 * it is set as wᵢ + 1, and read so. Either reading is remarked.
 */
export function readSubscript(cursor: Cursor, name: string): LayerIndex {
  const opened = cursor.isAt('{') ? '}' : cursor.isAt('(') ? ')' : null
  if (opened !== null) {
    cursor.next()
    const index = readIndex(cursor)
    cursor.expect(opened, `The index of ${name} is not closed. ${WANTED}`)
    return index
  }
  const index = readSingleIndex(cursor)
  if (!followsTightly(cursor)) return index
  const sign = cursor.peek()
  const digits = cursor.peek(1)
  if (!sign || !digits) return index
  const written = `${name}_${index.letter}${sign.text}${digits.text}`
  if (cursor.latex) {
    cursor.remark(
      `I read ${written} as ${name}_${index.letter} ${sign.text} ${digits.text}; an index in braces, ${name}_{${index.letter}${sign.text}${digits.text}}, keeps together.`,
    )
    return index
  }
  cursor.next()
  cursor.next()
  cursor.remark(`I read ${written} as ${name}_{${index.letter}${sign.text}${digits.text}}.`)
  return { letter: index.letter, offset: sign.text === '+' ? Number(digits.text) : -Number(digits.text) }
}

/** Whether `+1` or `-1` follows a letter without a space, as in `w_i+1`. */
function followsTightly(cursor: Cursor): boolean {
  const sign = cursor.peek()
  const digits = cursor.peek(1)
  if (!sign || sign.spaced || !(cursor.isAt('+') || cursor.isAt('-'))) return false
  if (digits?.kind !== 'number' || digits.spaced || !/^\d$/.test(digits.text)) return false
  return cursor.peek(-1)?.kind === 'name'
}

/** An index where it is sure where it ends: in braces, or as a bound of ∑ and ∏. */
export function readIndex(cursor: Cursor): LayerIndex {
  return cursor.nested(() => {
    let sum = readIndexTerm(cursor)
    while (cursor.isAt('+') || cursor.isAt('-')) {
      const sign = cursor.next()?.text === '+' ? 1 : -1
      const term = readIndexTerm(cursor)
      if (term.letter !== null && (sum.letter !== null || sign < 0)) throw cursor.error(WANTED)
      sum = { letter: sum.letter ?? term.letter, offset: sum.offset + sign * term.offset }
    }
    return sum
  })
}

function readIndexTerm(cursor: Cursor): LayerIndex {
  if (cursor.accept('{')) {
    const index = readIndex(cursor)
    cursor.expect('}', `A brace is not closed. ${WANTED}`)
    return index
  }
  return readSingleIndex(cursor)
}

function readSingleIndex(cursor: Cursor): LayerIndex {
  const token = cursor.peek()
  if (token === undefined || !isIndexToken(token)) throw cursor.error(WANTED)
  if (token.kind === 'number' && Number(token.text) > LARGEST) {
    throw cursor.error('No chain has that many layers.')
  }
  cursor.next()
  return token.kind === 'number' ? layer(Number(token.text)) : { letter: token.text, offset: 0 }
}

const isIndexToken = ({ kind, text }: Token): boolean =>
  (kind === 'number' && /^\d+$/.test(text)) ||
  (kind === 'name' && text.length === 1 && (text === 'L' || INDEX_LETTERS.includes(text)))
