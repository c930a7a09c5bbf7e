import { layered, sameNamed, slopeAt, z } from '../expression/build'
import { type LayerIndex, layer } from '../expression/layer-index'
import type { Expression, Layered, LayeredName } from '../expression/tree'
import { plainText } from '../writer/plain'
import type { Cursor } from './cursor'
import { readArguments } from './read-call'
import { readSubscript } from './read-index'
import { INDEX_LETTERS } from './symbols'

const SHOWN: Record<LayeredName, string> = { w: 'w', b: 'b', z: 'z', f: 'f', delta: 'δ' }

/** wᵢ, bᵢ, zᵢ or δᵢ (also as dᵢ); wᵢ^{new} and w′ᵢ are the weight after the step. */
export function readLayered(cursor: Cursor): Expression {
  const token = cursor.next()
  const written = token?.text ?? 'w'
  const name = written === 'w' || written === 'b' || written === 'z' ? written : 'delta'
  const newBefore = acceptNew(cursor)
  const primed = cursor.accept("'")
  const quantity = layered(name, readLayerOf(cursor, name))
  if (written === 'd') cursor.remark(`I read d_… as δ: ${plainText(quantity)}.`)
  const primedAfter = cursor.accept("'")
  const isNew = newBefore || acceptNew(cursor)
  if (!primed && !primedAfter && !isNew) return quantity
  if (name !== 'w' && name !== 'b') {
    throw cursor.error(
      `${SHOWN[name]} takes no prime: only f′(z) and the weights and biases after a step do.`,
    )
  }
  const updated: Expression = { kind: 'updated', of: quantity }
  if (!isNew) cursor.remark(`I read ${plainText(quantity)}′ as ${plainText(updated)}, after the step.`)
  return updated
}

/** `^{new}` */
function acceptNew(cursor: Cursor): boolean {
  const grouped = cursor.isAt('^') && cursor.isAt('{', 1)
  const at = grouped ? 2 : 1
  if (!cursor.isAt('^') || !cursor.isAtName('new', at)) return false
  for (let taken = 0; taken <= at; taken++) cursor.next()
  if (grouped) cursor.expect('}', 'This brace is not closed.')
  return true
}

/** fᵢ, f(z), f′(z); fᵢ′ is f′(zᵢ), and fᵢ(zᵢ) is f(zᵢ). */
export function readActivation(cursor: Cursor): Expression {
  cursor.next()
  const primed = acceptPrimes(cursor)
  if (cursor.isAt('(') && !isLayerInBrackets(cursor)) return callOf(cursor, primed)
  if (primed && !hasLayer(cursor)) {
    if (!cursor.isAtName('z') && !cursor.isAtName('f')) {
      throw cursor.error('f′ of what? Write f′(z_1), with the index of its layer.')
    }
    const input = readLayered(cursor)
    cursor.remark(`I read it as ${plainText(slopeAt(input))}.`)
    return slopeAt(input)
  }
  const index = readLayerOf(cursor, 'f')
  const isSlope = acceptPrimes(cursor) || primed
  const input = z(index)
  if (acceptInput(cursor, input)) {
    const read: Expression = { kind: 'call', name: 'f', prime: isSlope, inputs: [input] }
    cursor.remark(`I read f with an index before ${plainText(input)} as ${plainText(read)}.`)
    return read
  }
  if (!isSlope) return layered('f', index)
  cursor.remark(`I read ${plainText(layered('f', index))}′ as ${plainText(slopeAt(input))}.`)
  return slopeAt(input)
}

function callOf(cursor: Cursor, prime: boolean): Expression {
  return { kind: 'call', name: 'f', prime, inputs: readArguments(cursor, 'f', 1) }
}

/** `'`, `^\prime` or `^{\prime}`. A second derivative has no place in back-propagation. */
export function acceptPrimes(cursor: Cursor): boolean {
  let primes = 0
  while (cursor.accept("'")) primes++
  if (primes === 0 && cursor.isAt('^')) {
    if (cursor.isAt("'", 1)) {
      cursor.next()
      cursor.next()
      primes++
    } else if (cursor.isAt('{', 1) && cursor.isAt("'", 2) && cursor.isAt('}', 3)) {
      for (let taken = 0; taken < 4; taken++) cursor.next()
      primes++
    }
  }
  if (primes > 1) throw cursor.error('Second derivatives are not read: back-propagation needs none.')
  return primes === 1
}

/** Takes `(z_i)` if it is exactly this input. */
function acceptInput(cursor: Cursor, input: Layered): boolean {
  if (!cursor.isAt('(') || !cursor.isAtName('z', 1)) return false
  const place = cursor.mark()
  cursor.next()
  cursor.next()
  if (hasLayer(cursor) && sameNamed(layered('z', readLayerOf(cursor, 'z')), input) && cursor.accept(')')) {
    return true
  }
  cursor.reset(place)
  return false
}

function hasLayer(cursor: Cursor): boolean {
  return cursor.isAt('_') || isLayerInBrackets(cursor) || isTight(cursor)
}

/** `w^{(2)}`, `w^{[2]}`, as some books write the layer. */
const isLayerInBrackets = (cursor: Cursor): boolean =>
  cursor.isAt('^') && cursor.isAt('{', 1) && cursor.isAt('(', 2) && cursor.isAt(')', 4) && cursor.isAt('}', 5)

/** `w2`, `wi`, `wL`: an index that follows the letter at once. */
function isTight(cursor: Cursor): boolean {
  const token = cursor.peek()
  if (token === undefined || token.spaced) return false
  if (token.kind === 'number') return /^\d+$/.test(token.text)
  return token.kind === 'name' && (token.text === 'L' || INDEX_LETTERS.includes(token.text)) && !cursor.latex
}

function readLayerOf(cursor: Cursor, name: LayeredName): LayerIndex {
  const shown = SHOWN[name]
  if (cursor.accept('_')) return readSubscript(cursor, shown)
  if (isLayerInBrackets(cursor)) {
    for (let taken = 0; taken < 3; taken++) cursor.next()
    const index = readSubscript(cursor, shown)
    cursor.next()
    cursor.next()
    cursor.remark(`I read the layer above ${shown} as its index: ${plainText(layered(name, index))}.`)
    return index
  }
  if (isTight(cursor)) return readSubscript(cursor, shown)
  const token = cursor.peek()
  if (token?.kind === 'number' && /^\d+$/.test(token.text)) {
    cursor.next()
    const index = layer(Number(token.text))
    cursor.remark(`I read ${shown} ${token.text} as ${plainText(layered(name, index))}.`)
    return index
  }
  throw cursor.error(`${shown} of which layer? Write its index: ${shown}_1, ${shown}_i or ${shown}_L.`)
}
