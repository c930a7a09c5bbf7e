import type { LayerIndex } from '../expression/layer-index'
import type { Expression, FunctionName, LayeredName, Line, SingleName } from '../expression/tree'
import { Hold, type Style } from './style'
import { write, writeLine } from './write'

const SINGLE: Record<SingleName, string> = { x: 'x', y: 'y', eta: 'η', loss: 'ℒ' }
const LAYERED: Record<LayeredName, string> = { w: 'w', b: 'b', z: 'z', f: 'f', delta: 'δ' }
const FUNCTION: Partial<Record<FunctionName, string>> = { sigmoid: 'σ', log: 'ln' }

const identifier = (text: string): string => `<mi>${text}</mi>`
const sign = (text: string): string => `<mo>${text}</mo>`
const row = (...parts: readonly string[]): string => `<mrow>${parts.join('')}</mrow>`
const joined = (parts: readonly string[], between: string): string => row(parts.join(between))

function index(of: LayerIndex): string {
  const { letter, offset } = of
  if (letter === null) return `<mn>${offset}</mn>`
  if (offset === 0) return identifier(letter)
  return row(identifier(letter), sign(offset > 0 ? '+' : '−'), `<mn>${Math.abs(offset)}</mn>`)
}

const MATHML: Style = {
  number: digits => `<mn>${digits}</mn>`,
  single: name => identifier(SINGLE[name]),
  layered: (name, of) => `<msub>${identifier(LAYERED[name])}${index(of)}</msub>`,
  updated: of => `<msup>${of}<mtext>new</mtext></msup>`,
  derivative: (of, by) => `<mfrac>${row(sign('∂'), of)}${row(sign('∂'), by)}</mfrac>`,
  call: ({ name, prime }, inputs) => {
    if (name === 'exp') return `<msup>${identifier('e')}${row(...inputs)}</msup>`
    if (name === 'sqrt') return `<msqrt>${inputs.join('')}</msqrt>`
    const called = identifier(FUNCTION[name] ?? name)
    const head = prime ? `<msup>${called}${sign('′')}</msup>` : called
    return row(head, sign('&#x2061;'), sign('('), inputs.join(sign(',')), sign(')'))
  },
  negation: of => row(sign('−'), of),
  sum: (terms, signs) =>
    row(
      ...terms.map((term, i) => {
        const written = signs[i] === '-' ? '−' : signs[i]
        return written ? `${sign(written)}${term}` : term
      }),
    ),
  product: factors => joined(factors, sign('&#x22C5;')),
  quotient: (over, under) => `<mfrac>${over}${under}</mfrac>`,
  power: (base, exponent) => `<msup>${base}${exponent}</msup>`,
  absolute: of => row(sign('|'), of, sign('|')),
  series: (operation, letter, { from, to }, body) => {
    const symbol = sign(operation === 'sum' ? '∑' : '∏')
    return row(
      `<munderover>${symbol}${row(identifier(letter), sign('='), index(from))}${index(to)}</munderover>`,
      body,
    )
  },
  dots: sign('⋯'),
  brackets: inside => row(sign('('), inside, sign(')')),
  relation: relation => sign(relation),
  holdOf: { quotient: Hold.Tight, derivative: Hold.Tight, exponential: Hold.Tight },
}

const document = (inside: string): string =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML">${row(inside)}</math>`

/** A formula as a MathML element. Nothing in a tree can carry markup: names and letters are a fixed set, numbers are digits. */
export const mathmlText = (expression: Expression): string => document(write(expression, MATHML))

/** A line of a derivation as a MathML element. */
export const mathmlLine = (line: Line): string => document(writeLine(line, MATHML))
