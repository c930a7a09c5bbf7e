import { indexText, type LayerIndex } from '../expression/layer-index'
import type { Expression, FunctionName, LayeredName, Line, SingleName } from '../expression/tree'
import { Hold, type Style } from './style'
import { write, writeLine } from './write'

const SINGLE: Record<SingleName, string> = { x: 'x', y: 'y', eta: 'η', loss: '𝓛' }
const LAYERED: Record<LayeredName, string> = { w: 'w', b: 'b', z: 'z', f: 'f', delta: 'δ' }
const FUNCTION: Partial<Record<FunctionName, string>> = { sigmoid: 'σ', log: 'ln' }

const SMALL: ReadonlyMap<string, string> = new Map(
  [...'0123456789+-ijklmnt'].map((character, i) => [character, [...'₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₗₘₙₜ'][i] ?? '']),
)
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** `₂`, `ᵢ₊₁`; there is no small L: `_L`, `_{L-1}`. */
function subscript(index: LayerIndex): string {
  const text = indexText(index)
  if (index.letter !== 'L') return [...text].map(character => SMALL.get(character) ?? character).join('')
  return text.length === 1 ? `_${text}` : `_{${text}}`
}

const PLAIN: Style = {
  number: digits => digits,
  single: name => SINGLE[name],
  layered: (name, index) => `${LAYERED[name]}${subscript(index)}`,
  updated: of => `${of}^new`,
  derivative: (of, by) => `∂${of}/∂${by}`,
  call: ({ name, prime }, inputs) => `${FUNCTION[name] ?? name}${prime ? '′' : ''}(${inputs.join(', ')})`,
  negation: of => `−${of}`,
  sum: (terms, signs) =>
    terms
      .map((term, i) => {
        const sign = signs[i] === '-' ? '−' : signs[i]
        return i === 0 ? `${sign}${term}` : ` ${sign} ${term}`
      })
      .join(''),
  product: factors => factors.join('·'),
  quotient: (over, under) => `${over}/${under}`,
  power: (base, exponent) => `${base}${/^\d+$/.test(exponent) ? raised(exponent) : `^(${exponent})`}`,
  absolute: (of, holdsAnother) => (holdsAnother ? `abs(${of})` : `|${of}|`),
  series: (operation, letter, { from, to }, body) =>
    `${operation === 'sum' ? '∑' : '∏'}_{${letter}=${indexText(from)}}^{${indexText(to)}} ${body}`,
  dots: '⋯',
  brackets: inside => `(${inside})`,
  relation: relation => relation,
  holdOf: { quotient: Hold.Factor, derivative: Hold.Factor, exponential: Hold.Base },
}

const raised = (digits: string): string => [...digits].map(digit => RAISED[Number(digit)] ?? digit).join('')

/** A formula on one line in Unicode: `(1 − f₁²)·w₂·δ₂`. */
export const plainText = (expression: Expression): string => write(expression, PLAIN)

/** A line of a derivation on one line in Unicode. */
export const plainLine = (line: Line): string => writeLine(line, PLAIN)
