import { argumentsOf, costOf, isSwitch, whyRefused } from './commands'
import { closingPlace, isCommand, type LatexToken, latexTokens } from './tokens'

/** Why a formula is not typeset, in words for its author, and where in its source that is. */
export interface LatexTrouble {
  readonly words: string
  /** In UTF-16 units; the end is exclusive. */
  readonly start: number
  readonly end: number
}

/** Characters of one formula. */
export const MAX_SOURCE = 5_000
/** Braces, environments and changes of style inside each other. */
export const MAX_NESTING = 40
/** What one formula may cost (`costOf`): a screen full of derivation, and a tenth of a second to set and show at the most. */
export const MAX_COST = 2_000
/** Accents on one letter. */
const MAX_ACCENTS = 4
/** The largest length that a formula may name, in em, whichever its sign. */
const MAX_LENGTH = 10

/**
 * Says why a formula should not be given to the typesetter, whoever wrote it and whatever for; null when it may be. A formula that
 * passes is set within a tenth of a second, defines nothing and reaches for nothing (threats K1–K4). It may still be wrong.
 */
export function checkLatex(source: string): LatexTrouble | null {
  if (source.length > MAX_SOURCE) {
    return {
      words: `It is too long: a formula holds ${MAX_SOURCE.toLocaleString('en')} characters. Split it.`,
      start: MAX_SOURCE,
      end: source.length,
    }
  }
  const tokens = latexTokens(source)
  return refusedCommand(tokens) ?? tooDeep(tokens) ?? tooMuch(tokens) ?? tooLarge(source, tokens)
}

/** What it costs to typeset: see `costOf`. */
export const latexCost = (source: string): number => costOfTokens(latexTokens(source))

function costOfTokens(tokens: readonly LatexToken[]): number {
  let cost = 0
  for (const { text } of tokens) cost += costOf(text)
  return cost
}

const troubleAt = ({ start, end }: LatexToken, words: string): LatexTrouble => ({ words, start, end })

function refusedCommand(tokens: readonly LatexToken[]): LatexTrouble | null {
  for (const token of tokens) {
    const why = isCommand(token) ? whyRefused(token.text) : null
    if (why !== null) return troubleAt(token, `${token.text} is not taken: ${why}.`)
  }
  return null
}

function tooDeep(tokens: readonly LatexToken[]): LatexTrouble | null {
  /** Of each open group how many switches work in it. */
  const groups: number[] = [0]
  /** Commands that wait for an argument which is a command again: `\hat\hat\hat`. */
  let waiting = 0
  for (const token of tokens) {
    const { text } = token
    if (OPENING.has(text)) groups.push(1)
    else if (CLOSING.has(text)) {
      if (groups.length > 1) groups.pop()
    } else if (isSwitch(text)) groups[groups.length - 1] = (groups.at(-1) ?? 0) + 1
    waiting = argumentsOf(text).length > 0 || text === '^' || text === '_' ? waiting + 1 : 0
    let depth = waiting
    if (waiting > 0 || groups.length > 1 || (groups[0] ?? 0) > 0) for (const inside of groups) depth += inside
    if (depth > MAX_NESTING) {
      return troubleAt(token, `More than ${MAX_NESTING} parts stand inside each other here.`)
    }
  }
  return null
}
const OPENING = new Set(['{', '\\begin', '\\left', '\\bgroup', '\\begingroup', '\\(', '$'])
const CLOSING = new Set(['}', '\\end', '\\right', '\\egroup', '\\endgroup', '\\)'])

function tooMuch(tokens: readonly LatexToken[]): LatexTrouble | null {
  let cost = 0
  for (const token of tokens) {
    cost += costOf(token.text)
    if (accentsOn(token.text) > MAX_ACCENTS) {
      return troubleAt(token, `More than ${MAX_ACCENTS} accents stand on one letter.`)
    }
    if (cost > MAX_COST) return troubleAt(token, 'There is too much in one formula up to here. Split it.')
  }
  return cost + columnsTimesRows(tokens) > MAX_COST
    ? troubleAt(tokens[0] as LatexToken, 'This table has too many rows and columns.') // it has rows
    : null
}

/** All that is not its first character, where it is no command. */
const accentsOn = (text: string): number => (text.startsWith('\\') ? 0 : [...text].length - 1)

/** Column rules are drawn for every row: what those of the largest table would cost. */
function columnsTimesRows(tokens: readonly LatexToken[]): number {
  let [rows, columns] = [0, 0]
  for (const [i, { text }] of tokens.entries()) {
    if (text === '\\\\' || text === '\\cr') rows++
    if (text === '\\begin') {
      const next = closingPlace(tokens, i + 1) + 1
      if (tokens[next]?.text === '{') columns = Math.max(columns, closingPlace(tokens, next) - next)
    }
  }
  return (rows * columns) / 10
}

/** In em, as the typesetter takes them. */
const UNITS: Readonly<Record<string, number>> = {
  pt: 0.1,
  mm: 0.285,
  cm: 2.85,
  in: 7.23,
  bp: 0.1,
  pc: 1.2,
  dd: 0.107,
  cc: 1.28,
  nd: 0.107,
  nc: 1.28,
  sp: 0.1 / 65536,
  px: 0.1,
  ex: 0.43,
  em: 1,
  mu: 1 / 18,
}
const LENGTH = /(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:\s*[eE]\s*[-+]?\s*\d+)?\s*([a-z]{2})/g
const NAMING_LENGTHS = new Set([
  ...['\\kern', '\\mkern', '\\hskip', '\\mskip', '\\hspace', '\\raisebox', '\\rule', '\\above', '\\genfrac'],
  ...['\\\\', '\\cr', '\\smash', '\\vcenter'],
])

/** Positive lengths are held to a measure by the typesetter, negative ones are not (threat K3). */
function tooLarge(source: string, tokens: readonly LatexToken[]): LatexTrouble | null {
  if (!tokens.some(({ text }) => NAMING_LENGTHS.has(text))) return null
  for (const { 0: text, 1: unit = '', index } of source.matchAll(LENGTH)) {
    const size = Number.parseFloat(text.replace(',', '.').replace(/\s/g, '')) * (UNITS[unit] ?? 0)
    if (size <= MAX_LENGTH) continue
    const words = `${text} is too large: a length here is at most ${MAX_LENGTH}em.`
    return { words, start: index, end: index + text.length }
  }
  return null
}
