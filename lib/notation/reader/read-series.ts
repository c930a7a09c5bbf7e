import { product } from '../expression/build'
import type { LayerIndex } from '../expression/layer-index'
import type { Expression, Series } from '../expression/tree'
import { freeLetters } from '../expression/walk'
import type { Cursor } from './cursor'
import { isAtFactor, readFactor } from './read-factor'
import { readIndex } from './read-index'
import { INDEX_LETTERS } from './symbols'

/**
 * ∏_{i=2}^{L} wᵢ, ∑_{i=1..L} zᵢ. The body goes on as long as the factors hold the letter: what does not depend on it stands
 * outside, so 2(f_L − y) behind ∏ wᵢ is multiplied once.
 */
export function readSeries(cursor: Cursor): Series {
  const sign = cursor.next()?.text ?? '∏'
  const operation = sign === '∑' ? 'sum' : 'product'
  const needed = `${sign} needs its range: ${sign}_{i=1}^{L}.`
  let range: { readonly letter: string; readonly from: LayerIndex; readonly to: LayerIndex | null } | null =
    null
  let above: LayerIndex | null = null
  while (cursor.isAt('_') || cursor.isAt('^')) {
    if (cursor.next()?.text === '_') range = readBounds(cursor, needed)
    else above = readBound(cursor)
  }
  const to = above ?? range?.to ?? null
  if (range === null || to === null) throw cursor.error(needed)
  const { letter, from } = range
  return { kind: 'series', operation, letter, from, to, body: readBody(cursor, letter) }
}

function readBounds(cursor: Cursor, needed: string) {
  const grouped = cursor.accept('{')
  const letter = cursor.next()
  if (letter?.kind !== 'name' || letter.text.length !== 1 || !INDEX_LETTERS.includes(letter.text)) {
    throw cursor.error(needed)
  }
  cursor.expect('=', needed)
  const from = readBound(cursor)
  let to: LayerIndex | null = null
  while (cursor.accept('⋯') || cursor.accept(','))
    if (!cursor.isAt('⋯') && !cursor.isAt(',')) to = readBound(cursor)
  if (grouped) cursor.expect('}', `A brace is not closed. ${needed}`)
  return { letter: letter.text, from, to }
}

const readBound = (cursor: Cursor): LayerIndex => {
  if (!cursor.accept('{')) return readIndex(cursor)
  const index = readIndex(cursor)
  cursor.expect('}', 'The brace of this bound is not closed.')
  return index
}

function readBody(cursor: Cursor, letter: string): Expression {
  const factors = [cursor.nested(() => readFactor(cursor))]
  for (;;) {
    const handedBack = cursor.takeHandedBack()
    const place = cursor.mark()
    if (handedBack === undefined) {
      cursor.accept('*')
      if (!isAtFactor(cursor) || cursor.isAt('⋯')) {
        cursor.reset(place)
        break
      }
    }
    const factor = handedBack ?? cursor.nested(() => readFactor(cursor))
    if (!freeLetters(factor).has(letter)) {
      cursor.handBack(factor)
      break
    }
    factors.push(factor)
  }
  return product(...factors)
}
