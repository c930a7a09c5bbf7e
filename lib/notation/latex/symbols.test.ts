import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { quantityKey } from '../quantity'
import { latexSymbols, markSymbols } from './symbols'

const found = (source: string) =>
  latexSymbols(source).map(
    ({ quantity, start, end }) => `${quantityKey(quantity)} ${source.slice(start, end)}`,
  )
const keys = (source: string) => latexSymbols(source).map(({ quantity }) => quantityKey(quantity))

describe('the symbols of the chain in a formula', () => {
  it('are weights, biases, what the passes compute, the input, the target, the rate and the loss', () => {
    expect(keys('w_2 b_{12} z_3 f_1 \\delta_{10} x y \\eta \\mathcal{L} \\mathcal L')).toEqual([
      ...['w:2', 'b:12', 'z:3', 'f:1', 'delta:10', 'x', 'y', 'eta', 'loss', 'loss'],
    ])
  })

  it('may have an index that is worked out; f_0 is the input', () => {
    expect(found('f_{3-1} \\cdot \\delta_{1 + 1} f_0 f_{1-1} w_0 z_{1-4}')).toEqual([
      ...['f:2 f_{3-1}', 'delta:2 \\delta_{1 + 1}', 'x f_0', 'x f_{1-1}'],
    ])
  })

  it('are derivatives of the loss as fractions and on one line, as a whole', () => {
    expect(
      found('\\frac{\\partial \\mathcal{L}}{\\partial w_2} = \\partial\\mathcal L/\\partial b_{3}'),
    ).toEqual([
      'gradW:2 \\frac{\\partial \\mathcal{L}}{\\partial w_2}',
      'gradB:3 \\partial\\mathcal L/\\partial b_{3}',
    ])
    expect(keys('\\dfrac{\\partial L}{\\partial z_1}\\frac{\\partial\\mathcal L}{\\partial x}')).toEqual([
      ...['delta:1', 'gradX'],
    ])
  })

  it('are found inside other derivatives, which are no quantities', () => {
    expect(keys('\\frac{\\partial z_2}{\\partial w_2}')).toEqual(['z:2', 'w:2'])
    expect(keys('\\frac{\\partial \\mathcal L}{\\partial f_2}')).toEqual(['loss', 'f:2'])
  })

  it('keep their exponent with them', () => {
    expect(found('w_2^2 + x^{2} + w^3_1')).toEqual(['w:2 w_2^2', 'x x^{2}', 'w:1 w^3_1'])
  })

  it('are no letters of words, no accented or primed ones, none in other type or with another index', () => {
    const others = [
      ...[
        '\\text{x and y}',
        '\\mathrm{x}',
        '\\operatorname*{max}',
        '\\hat{y}',
        "f'(z)",
        "w_2'",
        'x_1',
        'x_i',
      ],
      ...['w_i', 'w_{i-1}', 'w^{(2)}_1', 'w', '\\bar x', '\\mathbf{w}_2', '\\begin{matrix}\\end{matrix}'],
      ...['\\color{xy}', '\\hspace{2ex}', '\\begin{array}{xy}\\end{array}', 'L', '% w_2', '\\mathcal{L}_1'],
    ]
    for (const other of others) expect([other, ...found(other)]).toEqual([other])
  })

  it('are found in arguments, scripts and tables', () => {
    expect(
      keys('\\sqrt[3]{x} \\frac x{w_1} e^{-z_1} 2^x \\begin{aligned} z_2 &= y \\\\ \\end{aligned}'),
    ).toEqual(['x', 'x', 'w:1', 'z:1', 'x', 'z:2', 'y'])
    expect(keys('\\underbrace{w_2\\delta_2}_{\\text{x}} \\left( x \\right)')).toEqual(['w:2', 'delta:2', 'x'])
  })

  it('are one token where an argument without braces is one', () => {
    expect(found('2^w_2 \\frac12w_2 \\frac{1}x_2')).toEqual(['w:2 w_2', 'x x'])
  })

  it('are looked for in any text, however broken', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), source => void latexSymbols(source)))
    const pieces = fc.array(fc.constantFrom('{', '}', '_', '^', 'w', '2', '\\frac', '[', ']', "'", '\\begin'))
    fc.assert(fc.property(pieces, all => void latexSymbols(all.join(''))))
  })
})

describe('a formula with its symbols marked', () => {
  const mathml = (source: string) =>
    katex
      .renderToString(source, { output: 'mathml', throwOnError: true, trust: true, strict: false })
      .replace(/<annotation.*<\/annotation>|<\/?mrow>/gs, '') // a symbol of several parts is a row of its own
  const marked = (source: string) =>
    markSymbols(source, (quantity, latex) => `{\\htmlData{symbol=${quantityKey(quantity)}}{${latex}}}`)

  it('says the same as without the marks', () => {
    const leaf = fc.constantFrom(
      ...[
        'w_2',
        'x',
        'y',
        '\\eta',
        '\\delta_1',
        'z_{12}^2',
        'a',
        '+',
        '2',
        'f_{2-1}',
        '\\mathcal L',
        '\\cdot',
      ],
      ...['\\partial\\mathcal{L}/\\partial w_2', "f'", '\\,', '\\text{xy}', '\\hat y', 'w', '\\mathcal{L}'],
    )
    const { formula } = fc.letrec<{ formula: string }>(tie => ({
      formula: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `${a} ${b}`),
        fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `\\frac{${a}}{${b}}`),
        fc.tuple(leaf, leaf).map(([a, b]) => `\\frac ${a[0]}{${b}}`),
        fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `{${a}}^{${b}}`),
        tie('formula').map(a => `2^x\\sqrt[3]{${a}}`),
        tie('formula').map(a => `\\left(${a}\\right)\\underbrace{${a}}_{y}`),
        tie('formula').map(a => `\\begin{aligned} ${a} &= ${a} \\\\ & x \\end{aligned}`),
      ),
    }))
    fc.assert(
      fc.property(formula, source => {
        let plain: string
        try {
          plain = mathml(source)
        } catch {
          return
        }
        expect(mathml(marked(source))).toBe(plain)
      }),
      { numRuns: 300 },
    )
  })
})
