import { indexText, type LayerIndex } from '../expression/layer-index'
import type { Expression, FunctionName, LayeredName, Line, SingleName } from '../expression/tree'
import { Hold, type Style } from './style'
import { write, writeLine } from './write'

const SINGLE: Record<SingleName, string> = { x: 'x', y: 'y', eta: '\\eta', loss: '\\mathcal{L}' }
const LAYERED: Record<LayeredName, string> = { w: 'w', b: 'b', z: 'z', f: 'f', delta: '\\delta' }
const FUNCTION: Record<FunctionName, string> = {
  f: 'f',
  tanh: '\\tanh',
  sigmoid: '\\sigma',
  relu: '\\operatorname{relu}',
  exp: '\\exp',
  log: '\\ln',
  sqrt: '\\sqrt',
  sign: '\\operatorname{sign}',
  max: '\\max',
}

function subscript(index: LayerIndex): string {
  const text = indexText(index)
  return text.length === 1 ? `_${text}` : `_{${text}}`
}

/** Juxtaposition, with a dot where two digits would meet. */
const productOf = (factors: readonly string[]): string =>
  factors.reduce((left, right) => `${left}${/^[\d.]/.test(right) ? ' \\cdot ' : ' '}${right}`)

const LATEX: Style = {
  number: digits => digits,
  single: name => SINGLE[name],
  layered: (name, index) => `${LAYERED[name]}${subscript(index)}`,
  updated: of => `${of}^{\\text{new}}`,
  derivative: (of, by) => `\\frac{\\partial ${of}}{\\partial ${by}}`,
  call: ({ name, prime }, inputs) => {
    if (name === 'exp') return `e^{${inputs.join(', ')}}`
    if (name === 'sqrt') return `\\sqrt{${inputs.join(', ')}}`
    return `${FUNCTION[name]}${prime ? "'" : ''}(${inputs.join(', ')})`
  },
  negation: of => `-${of}`,
  sum: (terms, signs) =>
    terms.map((term, i) => (i === 0 ? `${signs[i]}${term}` : ` ${signs[i]} ${term}`)).join(''),
  product: productOf,
  quotient: (over, under) => `\\frac{${over}}{${under}}`,
  power: (base, exponent) => `${base}^${/^\d$/.test(exponent) ? exponent : `{${exponent}}`}`,
  absolute: of => `\\left|${of}\\right|`,
  series: (operation, letter, { from, to }, body) =>
    `\\${operation === 'sum' ? 'sum' : 'prod'}_{${letter}=${indexText(from)}}^{${indexText(to)}} ${body}`,
  dots: '\\cdots',
  brackets: inside => (/\\(?:frac|sum|prod)/.test(inside) ? `\\left(${inside}\\right)` : `(${inside})`),
  relation: relation => ({ '=': '=', '≈': '\\approx', '←': '\\leftarrow' })[relation],
  holdOf: { quotient: Hold.Tight, derivative: Hold.Tight, exponential: Hold.Tight },
}

/** A formula in LaTeX, in the notation of the house: `(1 - f_1^2) w_2 \delta_2`. */
export const latexText = (expression: Expression): string => write(expression, LATEX)

/** A line of a derivation in LaTeX. */
export const latexLine = (line: Line): string => writeLine(line, LATEX)

const DOTTED: Style = { ...LATEX, product: factors => factors.join(' \\cdot ') }

/** The same with a dot between factors, after each of which the line may be broken: for where it is shown how something was read. */
export const dottedLatexLine = (line: Line): string => writeLine(line, DOTTED)
