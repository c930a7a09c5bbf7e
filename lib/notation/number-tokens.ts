/** A piece of a typed number. */
export interface Token {
  readonly kind: 'number' | 'constant' | 'root' | '+' | '-' | '*' | '/' | '^' | '(' | ')' | 'end'
  readonly text: string
  /** Where it begins, counted from 1. */
  readonly at: number
  /** Of a number or a constant; NaN elsewhere. */
  readonly value: number
}

/** Why a typed number cannot be read, in words; the sentence around them is the reader's. */
export class EntryError extends Error {}

const SIGNS: Readonly<Record<string, Token['kind']>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '·': '*',
  '⋅': '*',
  '×': '*',
  '/': '/',
  '÷': '/',
  '∕': '/',
  '^': '^',
  '(': '(',
  ')': ')',
  '√': 'root',
}
const WORDS: Readonly<Record<string, { readonly kind: Token['kind']; readonly value: number }>> = {
  pi: { kind: 'constant', value: Math.PI },
  π: { kind: 'constant', value: Math.PI },
  e: { kind: 'constant', value: Math.E },
  sqrt: { kind: 'root', value: Number.NaN },
}
const SUPERSCRIPTS: Readonly<Record<string, number>> = { '²': 2, '³': 3 }

/** Cuts a typed number into tokens, ending with one of kind `end`. Throws an EntryError at what is no part of a number. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  let position = 0
  while (position < text.length) {
    const rest = text.slice(position)
    const at = position + 1
    const blank = /^\s+/u.exec(rest)
    if (blank) {
      position += blank[0].length
      continue
    }
    const found = numberAt(rest, at) ?? wordAt(rest, at) ?? signAt(rest, at)
    tokens.push(...found)
    position += found.reduce((length, token) => length + token.text.length, 0)
  }
  return [...tokens, { kind: 'end', text: '', at: text.length + 1, value: Number.NaN }]
}

/** Digits with at most one point or comma, and perhaps a power of ten. */
function numberAt(rest: string, at: number): Token[] | null {
  const digits = /^[0-9.,]+/u.exec(rest)?.[0]
  if (digits === undefined) return null
  const decimal = decimalPoint(digits, at)
  const power = /^[eE][+\-−–]?[0-9]+/u.exec(rest.slice(digits.length))?.[0] ?? ''
  if (power === '' && /^[eE]/u.test(rest.slice(digits.length))) {
    throw new EntryError(
      `after e at ${at + digits.length} I expect an exponent, as in 2e-3; Euler’s number is 2·e`,
    )
  }
  const text = digits + power
  const value = Number(decimal + power.replace(/[−–]/u, '-'))
  if (!Number.isFinite(value)) throw new EntryError(`${text} is too large`)
  if (value === 0 && /[1-9]/u.test(digits)) throw new EntryError(`${text} is too small to be told from 0`)
  return [{ kind: 'number', text, at, value }]
}

/** The digits with a decimal point. A comma counts as one where it cannot be a separator of thousands. */
function decimalPoint(digits: string, at: number): string {
  const marks = [...digits.matchAll(/[.,]/gu)]
  const second = marks[1]
  if (second) {
    const name = second[0] === '.' ? 'decimal point' : 'comma'
    throw new EntryError(`a second ${second[0] === marks[0]?.[0] ? name : 'mark'} at ${at + second.index}`)
  }
  if (!/[0-9]/u.test(digits))
    throw new EntryError(`a ${digits === ',' ? 'comma' : 'point'} without digits at ${at}`)
  if (/^[1-9][0-9]{0,2},[0-9]{3}$/u.test(digits)) {
    throw new EntryError(`${digits} may mean ${digits.replace(',', '.')} or ${digits.replace(',', '')}`)
  }
  return digits.replace(',', '.')
}

function wordAt(rest: string, at: number): Token[] | null {
  const text = /^\p{L}+/u.exec(rest)?.[0]
  if (text === undefined) return null
  const name = text.toLowerCase()
  const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  if (!word) throw new EntryError(`I don’t know “${text}” at ${at}`)
  return [{ ...word, text, at }]
}

/** A sign, or a raised digit, which stands for a caret and its power. */
function signAt(rest: string, at: number): Token[] {
  const text = String.fromCodePoint(rest.codePointAt(0) ?? 0)
  const power = Object.hasOwn(SUPERSCRIPTS, text) ? SUPERSCRIPTS[text] : undefined
  if (power !== undefined) {
    return [
      { kind: '^', text, at, value: Number.NaN },
      { kind: 'number', text: '', at, value: power },
    ]
  }
  const kind = Object.hasOwn(SIGNS, text) ? SIGNS[text] : undefined
  if (kind === undefined) throw new EntryError(`I don’t know “${text}” at ${at}`)
  return [{ kind, text, at, value: Number.NaN }]
}
