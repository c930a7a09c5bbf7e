import {
  checkLatex,
  type LatexTrouble,
  latexSymbols,
  markSymbols,
  quantityFromKey,
  quantityKey,
} from '@/lib/notation'
import type { Katex } from './load-katex'

/** A formula that somebody wrote, as it is shown; or why it is not. */
export type SetFormula =
  | {
      readonly kind: 'set'
      /** For the eyes; the chain's symbols in it carry their quantity's key as `data-symbol`. */
      readonly html: string
      /** For assistive technology: MathML. */
      readonly mathml: string
    }
  | { readonly kind: 'trouble'; readonly trouble: LatexTrouble }

/** Characters of the page that one formula may make. What passes `checkLatex` stays below it. */
const MOST_HTML = 400_000
/** Of a formula with more symbols of the chain none is alive: each makes the page larger. */
const MOST_LIVE = 150

/**
 * Sets a formula that may come from anybody (threats K1–K6). Nothing in it runs, links, loads or defines anything, and it takes a
 * tenth of a second at the most; what it draws is to be clipped to its box (`Formula`).
 *
 * @param hasNumbers keeps room under each symbol of the chain for its number, in an element that carries the key as `data-number`
 */
export function setFormula(katex: Katex, source: string, isDisplay: boolean, hasNumbers = false): SetFormula {
  const setting = settingFormula(katex, source, isDisplay, hasNumbers)
  for (;;) {
    const { done, value } = setting.next()
    if (done) return value
  }
}

/** `setFormula` in steps, so that whoever has something else to do comes in between. */
export function* settingFormula(
  katex: Katex,
  source: string,
  isDisplay: boolean,
  hasNumbers = false,
): Generator<void, SetFormula, void> {
  const refused = checkLatex(source)
  if (refused !== null) return { kind: 'trouble', trouble: refused }
  try {
    // First as it was written, so that the place of a mistake is one in the source.
    const mathml = render(katex, source, 'mathml', isDisplay)
    yield
    const html =
      withLiveSymbols(katex, source, isDisplay, hasNumbers) ?? render(katex, source, 'html', isDisplay)
    if (html.length + mathml.length > MOST_HTML) return troubleWith(source, 'It is too large to be shown.')
    return { kind: 'set', html, mathml }
  } catch (error) {
    return { kind: 'trouble', trouble: troubleOf(error, source) }
  }
}

function withLiveSymbols(
  katex: Katex,
  source: string,
  isDisplay: boolean,
  hasNumbers: boolean,
): string | null {
  if (latexSymbols(source).length > MOST_LIVE) return null
  const marked = markSymbols(source, (quantity, latex) => {
    const key = quantityKey(quantity)
    const symbol = `{\\htmlData{symbol=${key}}{${latex}}}`
    return hasNumbers ? `{\\underset{\\htmlData{number=${key}}{0}}{${symbol}}}` : symbol
  })
  try {
    return render(katex, marked, 'html', isDisplay)
  } catch {
    return null // a formula whose symbols are not alive is better than none
  }
}

function render(katex: Katex, latex: string, output: 'html' | 'mathml', displayMode: boolean): string {
  return katex.renderToString(latex, {
    output,
    displayMode,
    throwOnError: true,
    strict: 'ignore',
    // The marks of symbols are ours: `checkLatex` lets nobody else write the command.
    trust: context =>
      context.command === '\\htmlData' && Object.entries(context.attributes).every(isMarkOfSymbol),
    maxSize: 10,
    maxExpand: 1000,
    globalGroup: false,
    macros: {},
  })
}

const isMarkOfSymbol = ([name, value]: [string, string]): boolean =>
  (name === 'data-symbol' || name === 'data-number') && quantityFromKey(value) !== null

/** What KaTeX says about its source, in the words of somebody who writes formulas. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Undefined control sequence: (\\.+)$/, 'There is no command $1.'],
  [/^Expected '}', got 'EOF'/, 'A brace { is not closed.'],
  [/^Unexpected end of input in a macro argument/, 'A brace { is not closed.'],
  [/^Expected 'EOF', got '}'/, 'A brace } closes nothing.'],
  [/^Expected 'EOF', got '&'/, 'An & belongs into a table: \\begin{aligned} … \\end{aligned}.'],
  [/^Expected group after '(.)'/, 'Something has to follow the $1.'],
  [
    /^Expected group as (?:argument|first argument|second argument) to '(\\.+)'/,
    '$1 needs something more in braces.',
  ],
  [/^Unexpected end of input/, 'The formula is not complete.'],
  [/^Double superscript/, 'Two exponents follow each other: put braces around the first part.'],
  [/^Double subscript/, 'Two indices follow each other: put braces around the first part.'],
  [/^No such environment: (.+)$/, 'There is no environment $1.'],
  [/^Too many expansions/, 'There is too much in one formula. Split it.'],
  [/^Expected '\\right'/, 'A \\left has no \\right.'],
]

/** Text for a reader, never markup: KaTeX quotes the source in its messages (K6). */
function troubleOf(error: unknown, source: string): LatexTrouble {
  if (error instanceof RangeError) return wholly(source, 'Too many parts stand inside each other.')
  const { rawMessage, position, length }: { rawMessage?: unknown; position?: unknown; length?: unknown } =
    typeof error === 'object' && error !== null ? error : {}
  const message = typeof rawMessage === 'string' ? rawMessage : 'It cannot be set.'
  const known = WORDS.find(([pattern]) => pattern.test(message))
  const words = known ? message.replace(new RegExp(`${known[0].source}.*`, 's'), known[1]) : `${message}.`
  const start = typeof position === 'number' ? Math.min(position, source.length) : 0
  const end = typeof length === 'number' ? Math.min(start + length, source.length) : source.length
  return { words, start, end }
}

const wholly = (source: string, words: string): LatexTrouble => ({ words, start: 0, end: source.length })

const troubleWith = (source: string, words: string): SetFormula => ({
  kind: 'trouble',
  trouble: wholly(source, words),
})
