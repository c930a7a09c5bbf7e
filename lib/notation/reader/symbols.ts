/** What a piece of a formula is, whichever way it is written. `name` covers quantities, functions and letters of indices. */
export type TokenKind = 'number' | 'name' | 'mark'

interface Meaning {
  readonly kind: TokenKind
  readonly text: string
}

const name = (text: string): Meaning => ({ kind: 'name', text })
const mark = (text: string): Meaning => ({ kind: 'mark', text })

/** LaTeX commands, without the backslash. */
export const COMMANDS: ReadonlyMap<string, Meaning | null> = new Map([
  ...['delta', 'eta', 'tanh', 'exp', 'log', 'max', 'sigma', 'sqrt'].map(word => [word, name(word)] as const),
  ['ln', name('log')],
  ['ell', name('loss')],
  ['sgn', name('sign')],
  ['alpha', name('eta')],
  ...['frac', 'dfrac', 'tfrac', 'cfrac'].map(word => [word, mark('frac')] as const),
  ['partial', mark('∂')],
  ['nabla', mark('∇')],
  ['prod', mark('∏')],
  ['sum', mark('∑')],
  ...['cdots', 'ldots', 'dots', 'dotsm', 'dotsb', 'dotsc', 'dotso'].map(word => [word, mark('⋯')] as const),
  ...['cdot', 'times', 'ast', 'odot', 'circ', 'bullet'].map(word => [word, mark('*')] as const),
  ['div', mark('/')],
  ['over', mark('over')],
  ...['leftarrow', 'gets', 'longleftarrow', 'Leftarrow'].map(word => [word, mark('←')] as const),
  ['coloneqq', mark(':=')],
  ['approx', mark('≈')],
  ['simeq', mark('≈')],
  ['equiv', mark('=')],
  ['prime', mark("'")],
  ['lvert', mark('|(')],
  ['rvert', mark('|)')],
  ['vert', mark('|')],
  ['lbrace', mark('(')],
  ['rbrace', mark(')')],
  ['{', mark('(')],
  ['}', mark(')')],
  ['hat', mark('hat')],
  // What only changes how a formula looks.
  ...['quad', 'qquad', 'displaystyle', 'textstyle', 'limits', 'nolimits', 'left', 'right', 'middle'].map(
    word => [word, null] as const,
  ),
  ...['big', 'Big', 'bigg', 'Bigg', 'bigl', 'bigr', 'Bigl', 'Bigr', 'biggl', 'biggr', 'Biggl', 'Biggr'].map(
    word => [word, null] as const,
  ),
  ...[',', ';', ':', '!', ' ', '(', ')', '[', ']'].map(word => [word, null] as const),
])

/** Commands that set their argument in another font, or as words; the argument is read as if they were not there. */
export const FONTS: ReadonlySet<string> = new Set(
  'mathrm mathbf mathit mathsf mathcal mathscr mathfrak cal text textrm textit operatorname boldsymbol bm rm'.split(
    ' ',
  ),
)

/** Words that may run together with what follows: `tanhz1`, `etadL`. Longer words first. */
export const WORDS: readonly (readonly [string, Meaning])[] = [
  ['product', mark('∏')],
  ['partial', mark('∂')],
  ['sigmoid', name('sigma')],
  ['delta', name('delta')],
  ['sigma', name('sigma')],
  ['prime', mark("'")],
  ['nabla', mark('∇')],
  ['tanh', name('tanh')],
  ['relu', name('relu')],
  ['ReLU', name('relu')],
  ['sign', name('sign')],
  ['sqrt', name('sqrt')],
  ['prod', mark('∏')],
  ['loss', name('loss')],
  ['Loss', name('loss')],
  ['grad', mark('∇')],
  ['eta', name('eta')],
  ['exp', name('exp')],
  ['log', name('log')],
  ['max', name('max')],
  ['abs', name('abs')],
  ['sgn', name('sign')],
  ['sum', mark('∑')],
  ['new', name('new')],
  ['neu', name('new')],
  ['ln', name('log')],
]

export const CHARACTERS: ReadonlyMap<string, Meaning> = new Map([
  ...['x', 'y', 'w', 'b', 'z', 'f', 'L', 'd', 'e'].map(letter => [letter, name(letter)] as const),
  ['δ', name('delta')],
  ['Δ', name('Delta')],
  ['η', name('eta')],
  ['α', name('eta')],
  ['σ', name('sigma')],
  ['ŷ', name('yhat')],
  ...['𝓛', 'ℒ', 'ℓ', '𝐿'].map(letter => [letter, name('loss')] as const),
  ['∂', mark('∂')],
  ['𝜕', mark('∂')],
  ['∇', mark('∇')],
  ['∏', mark('∏')],
  ['Π', mark('∏')],
  ['∑', mark('∑')],
  ['Σ', mark('∑')],
  ['√', name('sqrt')],
  ['⋯', mark('⋯')],
  ['…', mark('⋯')],
  ...['·', '⋅', '∙', '×', '*', '⊙', '∗', '•'].map(sign => [sign, mark('*')] as const),
  ...['-', '−', '–', '﹣'].map(sign => [sign, mark('-')] as const),
  ['+', mark('+')],
  ...['/', '÷', '∕', '⁄'].map(sign => [sign, mark('/')] as const),
  ['=', mark('=')],
  ['≡', mark('=')],
  ['≈', mark('≈')],
  ['≃', mark('≈')],
  ['←', mark('←')],
  ['⟵', mark('←')],
  ['≔', mark(':=')],
  ['(', mark('(')],
  ['[', mark('(')],
  [')', mark(')')],
  [']', mark(')')],
  ['{', mark('{')],
  ['}', mark('}')],
  ['|', mark('|')],
  ['∣', mark('|')],
  [',', mark(',')],
  ['_', mark('_')],
  ['^', mark('^')],
  ...["'", '′', '’', '‘', '´', '`'].map(sign => [sign, mark("'")] as const),
])

/** Small digits and letters above and below the line, and what they are on it. */
export const SUPERSCRIPTS: ReadonlyMap<string, string> = new Map(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿ'].map((small, i) => [small, [...'0123456789+-in'][i] ?? '']),
)
export const SUBSCRIPTS: ReadonlyMap<string, string> = new Map(
  [...'₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₗₘₙₜ'].map((small, i) => [small, [...'0123456789+-ijklmnt'][i] ?? '']),
)

/** Pairs and triples of characters that are one sign. */
export const DIGRAPHS: readonly (readonly [string, Meaning])[] = [
  ['<--', mark('←')],
  ['...', mark('⋯')],
  ['..', mark('⋯')],
  ['-=', mark('-=')],
  ['−=', mark('-=')],
  ['+=', mark('+=')],
  [':=', mark(':=')],
  ['<-', mark('←')],
  ['**', mark('^')],
  ['~=', mark('≈')],
  ['==', mark('=')],
]

/** Letters that may stand for a layer. */
export const INDEX_LETTERS = 'ijklmnt'
