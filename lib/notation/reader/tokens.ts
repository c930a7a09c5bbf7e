import { ReadingError } from './reading-error'
import {
  CHARACTERS,
  COMMANDS,
  DIGRAPHS,
  FONTS,
  INDEX_LETTERS,
  SUBSCRIPTS,
  SUPERSCRIPTS,
  type TokenKind,
  WORDS,
} from './symbols'

/** What takes more than one character; the first that fits counts. */
const SPELLED = [...DIGRAPHS, ...WORDS]

/** A piece of a formula, and where in the text it stands. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly at: number
  readonly end: number
  /** Whether there is a space before it. */
  readonly spaced: boolean
}

/**
 * Cuts a text into tokens: LaTeX, plain text and Unicode give the same ones. Throws a ReadingError for what no formula
 * of a chain holds.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let spaced = false
  const take = (length: number, kind?: TokenKind, written?: string): void => {
    if (kind !== undefined && written !== undefined) {
      tokens.push({ kind, text: written, at, end: at + length, spaced })
      spaced = false
    }
    at += length
  }
  const takeSmall = (sign: '^' | '_', small: ReadonlyMap<string, string>): boolean => {
    const length = lengthOfRun(text, at, small)
    if (length === 0) return false
    const line = [...text.slice(at, at + length)].map(character => small.get(character) ?? '').join('')
    const place = { at, end: at + length, spaced: false }
    const inside = tokensOf(line).map(token => ({ ...token, ...place }))
    const brace = (written: string): Token => ({ kind: 'mark', text: written, ...place })
    tokens.push(brace(sign), brace('{'), ...inside, brace('}'))
    spaced = false
    at += length
    return true
  }

  while (at < text.length) {
    const rest = text.slice(at)
    const space = /^(?:\s|~|&|\$|\\\\)+/.exec(rest)
    if (space) {
      spaced = true
      take(space[0].length)
      continue
    }
    if (rest.startsWith('\\')) {
      at = takeCommand(text, at, tokens, spaced)
      spaced = false
      continue
    }
    const digits = /^(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest)
    if (digits) {
      take(digits[0].length, 'number', digits[0])
      continue
    }
    const known = SPELLED.find(([written]) => rest.startsWith(written))
    if (known) {
      take(known[0].length, known[1].kind, known[1].text)
      continue
    }
    if (takeSmall('^', SUPERSCRIPTS) || takeSmall('_', SUBSCRIPTS)) continue
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
    const meaning = CHARACTERS.get(character)
    if (meaning) take(character.length, meaning.kind, meaning.text)
    else if (INDEX_LETTERS.includes(character)) take(1, 'name', character)
    else throw unknownAt(text, at)
  }
  return tokens
}

function lengthOfRun(text: string, at: number, characters: ReadonlyMap<string, string>): number {
  let end = at
  while (characters.has(text[end] ?? '')) end++
  return end - at
}

/** Takes the command at `at` and answers where the text goes on. */
function takeCommand(text: string, at: number, tokens: Token[], spaced: boolean): number {
  const word = /^\\([a-zA-Z]+\*?|[^a-zA-Z])/.exec(text.slice(at))?.[1]
  if (word === undefined)
    throw new ReadingError(at, at + 1, 'A backslash begins a command; nothing follows it.')
  const end = at + 1 + word.length
  const name = word.replace('*', '')
  if (FONTS.has(name)) return takeFont(text, at, end, tokens, spaced)
  const meaning = COMMANDS.get(name)
  if (meaning === undefined) {
    throw new ReadingError(at, end, `\\${word} is not a command that formulas of the chain are read with.`)
  }
  if (meaning === null) {
    const bar = /^(?:left|[bB]igg?l)$/.test(name) ? '|(' : /^(?:right|[bB]igg?r)$/.test(name) ? '|)' : null
    if (bar === null || text[end] !== '|') return end
    tokens.push({ kind: 'mark', text: bar, at, end: end + 1, spaced })
    return end + 1
  }
  tokens.push({ kind: meaning.kind, text: meaning.text, at, end, spaced })
  return end
}

/** \mathcal{L}, \mathrm{d}, \operatorname{sign}: what stands in the braces. A calligraphic L is the loss. */
function takeFont(text: string, at: number, end: number, tokens: Token[], spaced: boolean): number {
  const argument = /^\s*(?:\{([^{}]*)\}|([a-zA-Z]))/.exec(text.slice(end))
  if (!argument) return end
  const content = (argument[1] ?? argument[2] ?? '').trim()
  const after = end + argument[0].length
  const place = { at, end: after, spaced }
  const isLoss = content === 'L' && /^\\(?:mathcal|mathscr|mathfrak|cal)/.test(text.slice(at, end))
  if (isLoss) tokens.push({ kind: 'name', text: 'loss', ...place })
  else tokens.push(...insideFont(content, place))
  return after
}

function insideFont(content: string, place: Pick<Token, 'at' | 'end' | 'spaced'>): Token[] {
  try {
    return tokensOf(content).map(token => ({ ...token, ...place }))
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error
    throw new ReadingError(place.at, place.end, error.message)
  }
}

const NOT_OF_THE_CHAIN =
  'the chain has x, y, η, wᵢ, bᵢ, zᵢ, fᵢ, δᵢ and 𝓛, and layers are counted by i, j, k, l, m, n'

function unknownAt(text: string, at: number): ReadingError {
  const word = /^\p{L}+/u.exec(text.slice(at))?.[0]
  const shown = word ?? String.fromCodePoint(text.codePointAt(at) ?? 0)
  const cut = shown.length > 20 ? `${shown.slice(0, 20)}…` : shown
  const message = word
    ? `“${cut}” is not known here: ${NOT_OF_THE_CHAIN}.`
    : `“${cut}” has no place in a formula of the chain.`
  return new ReadingError(at, at + shown.length, message)
}
