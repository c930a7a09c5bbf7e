import type { Quantity } from '../quantity'
import { type Argument, argumentsOf } from './commands'
import { closingPlace, type LatexToken, latexTokens } from './tokens'

/** A symbol of the chain in LaTeX source. */
export interface LatexSymbol {
  readonly quantity: Quantity
  /** In UTF-16 units; the end is exclusive. An exponent of it (`w_2^2`) is inside. */
  readonly start: number
  readonly end: number
}

/**
 * The symbols of the chain in a formula, from left to right and none inside another: `w_2`, `b_{12}`, `\delta_1`, `f_{3-1}`, `x`, `\eta`,
 * `\mathcal{L}`, and the derivatives `\frac{\partial\mathcal L}{\partial w_2}`, `\partial\mathcal L/\partial w_2`. Letters of words, with
 * accents or primes, in other type, or with an index that is no number are other symbols.
 */
export function latexSymbols(source: string): readonly LatexSymbol[] {
  const tokens = latexTokens(source)
  const found: LatexSymbol[] = []
  let i = 0
  /** The arguments that commands still wait for, and for each open group those that are waited for behind it. */
  let rest: readonly Argument[] = []
  const behind: (readonly Argument[])[] = []

  while (i < tokens.length) {
    const token = tokens[i] as LatexToken // i is within it
    const { text } = token
    const expected = rest[0]
    if (expected !== undefined && (text === '[' || text === '*')) {
      i = text === '*' ? i + 1 : closingPlace(tokens, i) + 1
      continue
    }
    if (expected === 'other') {
      i = endOfUnit(tokens, i)
      rest = rest.slice(1)
      continue
    }
    if (text === '{') {
      behind.push(rest.slice(1))
      rest = []
      i++
      continue
    }
    if (text === '}') {
      rest = behind.pop() ?? []
      i++
      continue
    }
    const symbol = symbolAt(tokens, i, expected !== undefined)
    if (symbol !== null) {
      found.push({
        quantity: symbol.quantity,
        start: token.start,
        end: (tokens[symbol.next - 1] as LatexToken).end, // it took at least one
      })
      i = symbol.next
      rest = rest.slice(1)
      continue
    }
    if (text === '^' || text === '_') rest = ['formula', ...rest]
    else if (text === '\\begin') {
      i = endOfEnvironment(tokens, i)
      continue
    } else {
      const own = argumentsOf(text)
      rest = own.length > 0 ? [...own, ...rest.slice(1)] : rest.slice(1)
    }
    i++
  }
  return found
}

/** The source with each symbol of the chain written by `mark`. */
export function markSymbols(source: string, mark: (quantity: Quantity, latex: string) => string): string {
  let marked = ''
  let at = 0
  for (const { quantity, start, end } of latexSymbols(source)) {
    marked += source.slice(at, start) + mark(quantity, source.slice(start, end))
    at = end
  }
  return marked + source.slice(at)
}

interface Reading {
  readonly quantity: Quantity
  /** The place of the first token behind it. */
  readonly next: number
}

const INDEXED: Readonly<Record<string, 'w' | 'b' | 'z' | 'f' | 'delta'>> = {
  w: 'w',
  b: 'b',
  z: 'z',
  f: 'f',
  '\\delta': 'delta',
  δ: 'delta',
}
const PLAIN: Readonly<Record<string, 'x' | 'y' | 'eta'>> = { x: 'x', y: 'y', '\\eta': 'eta', η: 'eta' }

const own = <T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined

/** @param isLone whether the token is all of an argument that has no braces, as in `2^x` */
function symbolAt(tokens: readonly LatexToken[], i: number, isLone: boolean): Reading | null {
  if (!isLone) {
    const derivative = fractionAt(tokens, i) ?? slashAt(tokens, i)
    if (derivative !== null) return derivative
  }
  return plainAt(tokens, i, isLone) ?? (isLone ? null : indexedAt(tokens, i))
}

/** `x`, `y`, `\eta`, `\mathcal{L}`, and these to a power. */
function plainAt(tokens: readonly LatexToken[], i: number, isLone: boolean): Reading | null {
  const loss = isLone ? null : lossAt(tokens, i)
  const kind = own(PLAIN, tokens[i]?.text)
  if (loss === null && kind === undefined) return null
  const reading: Reading = loss ?? { quantity: { kind: kind as 'x' }, next: i + 1 } // one of them is there
  if (isLone) return reading
  const scripts = scriptsAt(tokens, reading.next)
  return scripts === null || scripts.index !== null ? null : { ...reading, next: scripts.next }
}

/** `w_2`, `\delta_{12}`, `f_{3-1}`, `w_2^2`; f_0 is the input. */
function indexedAt(tokens: readonly LatexToken[], i: number): Reading | null {
  const kind = own(INDEXED, tokens[i]?.text)
  if (kind === undefined) return null
  const scripts = scriptsAt(tokens, i + 1)
  if (scripts === null || scripts.index === null) return null
  const { index, next } = scripts
  if (kind === 'f' && index === 0) return { quantity: { kind: 'x' }, next }
  return index < 1 || index > 999 ? null : { quantity: { kind, layer: index }, next }
}

function lossAt(tokens: readonly LatexToken[], i: number): Reading | null {
  const next = i + 1
  if (tokens[i]?.text === '𝓛' || tokens[i]?.text === 'ℒ') return { quantity: { kind: 'loss' }, next }
  if (tokens[i]?.text !== '\\mathcal' && tokens[i]?.text !== '\\mathscr') return null
  if (tokens[next]?.text === 'L') return { quantity: { kind: 'loss' }, next: next + 1 }
  const isBraced = ['{', 'L', '}'].every((text, j) => tokens[next + j]?.text === text)
  return isBraced ? { quantity: { kind: 'loss' }, next: next + 3 } : null
}

/** `\frac{\partial\mathcal L}{\partial w_2}`. */
function fractionAt(tokens: readonly LatexToken[], i: number): Reading | null {
  if (!/^\\[dt]?frac$/.test(tokens[i]?.text ?? '') || tokens[i + 1]?.text !== '{') return null
  const above = closingPlace(tokens, i + 1)
  if (partialLossAt(tokens, i + 2) !== above || tokens[above + 1]?.text !== '{') return null
  const below = closingPlace(tokens, above + 1)
  const variable = partialAt(tokens, above + 2)
  return variable?.next === below ? { quantity: variable.quantity, next: below + 1 } : null
}

/** `\partial\mathcal L/\partial w_2`. */
function slashAt(tokens: readonly LatexToken[], i: number): Reading | null {
  const slash = partialLossAt(tokens, i)
  if (slash === null || tokens[slash]?.text !== '/') return null
  return partialAt(tokens, slash + 1)
}

const isPartial = (token: LatexToken | undefined): boolean =>
  token?.text === '\\partial' || token?.text === '∂'

/** The place behind `\partial\mathcal L`, or `\partial L`. */
function partialLossAt(tokens: readonly LatexToken[], i: number): number | null {
  if (!isPartial(tokens[i])) return null
  return tokens[i + 1]?.text === 'L' ? i + 2 : (lossAt(tokens, i + 1)?.next ?? null)
}

/** What the derivative by `\partial w_2` is; the derivative by z is δ. */
function partialAt(tokens: readonly LatexToken[], i: number): Reading | null {
  if (!isPartial(tokens[i])) return null
  const variable = indexedAt(tokens, i + 1) ?? plainAt(tokens, i + 1, false)
  if (variable === null) return null
  // A power would be one of the whole derivative.
  if (tokens.slice(i, variable.next).some(({ text }) => text === '^')) return null
  const { quantity, next } = variable
  switch (quantity.kind) {
    case 'x':
      return { quantity: { kind: 'gradX' }, next }
    case 'w':
      return { quantity: { kind: 'gradW', layer: quantity.layer }, next }
    case 'b':
      return { quantity: { kind: 'gradB', layer: quantity.layer }, next }
    case 'z':
      return { quantity: { kind: 'delta', layer: quantity.layer }, next }
    default:
      return null
  }
}

/** The index and the power behind a symbol; null when they make another symbol of it. */
function scriptsAt(
  tokens: readonly LatexToken[],
  i: number,
): { readonly index: number | null; readonly next: number } | null {
  let index: number | null = null
  let hasPower = false
  let next = i
  for (;;) {
    const mark = tokens[next]?.text
    if (mark === "'" || mark === '\\prime' || mark === '\\limits' || mark === '\\nolimits') return null
    if (mark !== '_' && mark !== '^') return { index, next }
    if (mark === '_' ? index !== null : hasPower) return null
    const end = endOfUnit(tokens, next + 1)
    const number = readIndex(tokens.slice(next + 1, end))
    if (number === null) return null
    if (mark === '_') index = number
    else hasPower = true
    next = end
  }
}

/** A whole number, or a difference or sum of two: `2`, `{12}`, `{3-1}`. */
function readIndex(tokens: readonly LatexToken[]): number | null {
  const text = tokens.map(each => each.text).join('')
  const match = /^(?:(\d)|\{(\d{1,3})(?:([-+])(\d{1,3}))?\})$/.exec(text)
  if (match === null) return null
  const [, lone, first, sign, second] = match
  if (lone !== undefined) return Number(lone)
  return sign === undefined ? Number(first) : Number(first) + (sign === '+' ? 1 : -1) * Number(second)
}

/** The place behind one token, or behind the group that begins there. */
const endOfUnit = (tokens: readonly LatexToken[], i: number): number =>
  Math.min(tokens.length, tokens[i]?.text === '{' ? closingPlace(tokens, i) + 1 : i + 1)

/** The place behind `\begin{array}{cc}`. */
function endOfEnvironment(tokens: readonly LatexToken[], i: number): number {
  const end = endOfUnit(tokens, i + 1)
  const name = tokens
    .slice(i + 1, end)
    .map(({ text }) => text)
    .join('')
  const isTable = /^\{(?:d?array|subarray|alignat|alignedat|alignat\*)\}$/.test(name)
  if (!isTable) return end
  const columns = tokens[end]?.text === '[' ? closingPlace(tokens, end) + 1 : end
  return tokens[columns]?.text === '{' ? endOfUnit(tokens, columns) : columns
}
