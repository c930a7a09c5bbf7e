/** A piece of LaTeX source as the typesetter sees it: a command, or one character with its accents. */
export interface LatexToken {
  /** `\frac`, `\{`, `{`, `x`. */
  readonly text: string
  /** Where it begins and ends in the source, in UTF-16 units; spaces after a command belong to neither side. */
  readonly start: number
  readonly end: number
}

/** A comment, a command of letters, a command of one sign, or any other character with the accents that follow it. */
const TOKEN =
  /%[^\n]*|\\(?:[a-zA-Z@]+|[\s\S])?|[\uD800-\uDBFF][\uDC00-\uDFFF][\u0300-\u036f]*|[^\s][\u0300-\u036f]*/g

/** The source in tokens, without spaces and comments. Takes any text. */
export function latexTokens(source: string): readonly LatexToken[] {
  const tokens: LatexToken[] = []
  for (const { 0: text, index } of source.matchAll(TOKEN)) {
    if (!text.startsWith('%')) tokens.push({ text, start: index, end: index + text.length })
  }
  return tokens
}

export const isCommand = ({ text }: LatexToken): boolean => text.length > 1 && text.startsWith('\\')

/** The place of the bracket that closes the one at `open`, or the number of tokens when none does. */
export function closingPlace(tokens: readonly LatexToken[], open: number): number {
  const [opening, closing] = tokens[open]?.text === '[' ? ['[', ']'] : ['{', '}']
  let braces = 0
  let own = 0
  for (let i = open; i < tokens.length; i++) {
    const { text } = tokens[i] as LatexToken // i is within it
    if (text === opening && (opening === '{' || braces === 0)) own++
    else if (text === closing && (opening === '{' || braces === 0) && --own === 0) return i
    if (text === '{') braces++
    if (text === '}') braces--
  }
  return tokens.length
}
