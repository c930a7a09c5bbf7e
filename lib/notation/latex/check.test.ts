import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { checkLatex, latexCost, MAX_COST } from './check'

const wordsOn = (source: string) => checkLatex(source)?.words
/** The part of the source that the trouble is about. */
const placeIn = (source: string) => {
  const trouble = checkLatex(source)
  return trouble && source.slice(trouble.start, trouble.end)
}

describe('a formula that somebody wrote', () => {
  it('passes when it is one, however long a derivation', () => {
    const line =
      "\\delta_2 &= f'(z_2)\\cdot w_3\\,\\delta_3 = \\frac{\\partial\\mathcal{L}}{\\partial z_2} \\\\ "
    for (const source of [
      ...[
        '',
        'w_2',
        '\\frac{a}{b}',
        'x^2',
        '50\\%',
        "f'(z)",
        '\\hspace{1em}\\rule{2em}{1pt}',
        '\\color{red} x',
      ],
      ...[
        `\\begin{aligned} ${line.repeat(20)} \\end{aligned}`,
        '\\begin{cases} 1 & x > 0 \\\\ 0 \\end{cases}',
      ],
      ...['\\left(\\frac{1}{1+e^{-z}}\\right)^2', '\\text{costs } \\$5', '\\underbrace{a+b}_{\\text{10 in}}'],
    ])
      expect(checkLatex(source)).toBeNull()
  })

  it('defines no commands (K1, K5)', () => {
    const bombs = [
      `\\def\\a{${'x'.repeat(1000)}}${'\\a'.repeat(200)}`,
      '\\edef\\a{x}',
      '\\gdef\\sin{HACKED}',
      '\\xdef\\a{}',
      '\\let\\a=b',
      '\\futurelet\\a\\b',
      '\\global\\long\\def\\a{}',
      '\\newcommand{\\a}{x}',
      '\\renewcommand\\a{x}',
      '\\providecommand\\a{x}',
      '\\expandafter\\d\\a',
      '\\html@mathml{a}{b}',
    ]
    for (const source of bombs) {
      expect([source, wordsOn(source)]).toEqual([source, expect.stringContaining('is not taken')])
    }
    expect(wordsOn('a + \\def\\a{x}')).toBe(
      '\\def is not taken: commands of one’s own cannot be made here; write out what it stands for.',
    )
    expect(placeIn('a + \\def\\a{x}')).toBe('\\def')
  })

  it('reaches for nothing outside of it (K2)', () => {
    for (const command of [
      'href',
      'url',
      'includegraphics',
      'htmlData',
      'htmlStyle',
      'htmlId',
      'htmlClass',
      'class',
    ]) {
      expect(wordsOn(`x\\${command}{javascript:alert(1)}{x}`)).toContain(`\\${command} is not taken`)
    }
    expect(checkLatex('\\backslash href')).toBeNull()
  })

  it('names no length beyond ten em, positive or negative (K3)', () => {
    for (const [source, place] of [
      ['\\rule{1e5em}{1em}', '1e5em'],
      ['\\rule[-99999em]{1em}{1em}', '99999em'],
      ['\\kern-1e6em x', '1e6em'],
      ['\\raisebox{-99999em}{x}', '99999em'],
      ['\\hspace{-99999 em}', '99999 em'],
      ['\\hspace*{ 400pt }', '400pt'],
      ['a\\\\[9999pt]b', '9999pt'],
      ['\\mkern1e4mu', '1e4mu'],
      ['\\rule{.5sp}{20in}', '20in'],
    ]) {
      expect([source, placeIn(source as string)]).toEqual([source, place])
    }
    expect(checkLatex('\\kern-2em\\rule{10em}{1pt}')).toBeNull()
  })

  it('does not stand inside itself too often (K4)', () => {
    const deep = (open: string, close = '', times = 1000) => open.repeat(times) + close.repeat(times)
    for (const source of [
      ...[deep('{', '}', 2500), deep('\\frac1{', '}', 600), deep('x^{', '}'), deep('\\sqrt'), deep('{')],
      ...[
        deep('\\displaystyle x', '', 300),
        deep('\\color{red}x', '', 300),
        deep('\\left(', '\\right)', 300),
      ],
      ...[deep('\\begin{matrix}', '\\end{matrix}', 150), deep('\\hat\\bar', '', 100)],
    ]) {
      expect(wordsOn(source)).toMatch(/stand inside each other/)
    }
    expect(checkLatex(deep('{', '}', 30))).toBeNull()
  })

  it('is not too long, and not too much work', () => {
    expect(wordsOn('x'.repeat(5001))).toMatch(/too long.*5,000/)
    for (const piece of [
      'x_1^2',
      '\\frac12',
      '&',
      '\\\\',
      '\\sqrt2',
      '\\xrightarrow1',
      '\\overbrace1',
      '²',
    ]) {
      expect(wordsOn(piece.repeat(5000 / piece.length))).toMatch(/too much in one formula/)
    }
    const table = `\\begin{array}{${'|'.repeat(700)}}${'a\\\\'.repeat(100)}\\end{array}`
    expect(wordsOn(table)).toMatch(/too many rows and columns/)
    expect(wordsOn(`x${'\u0301'.repeat(3000)}`)).toMatch(/accents/)
  })

  it('is judged without an error whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), source => {
        checkLatex(source)
        expect(latexCost(source)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('makes a page of bounded size when it passes, whatever it is made of', () => {
    const piece = fc.constantFrom(
      ...[
        'x',
        '_',
        '^',
        '{',
        '}',
        '1',
        '&',
        '\\\\',
        '\\frac',
        '\\sqrt',
        '\\hat',
        '\\left(',
        '\\right)',
        '\\text',
      ],
      ...[
        '\\begin{matrix}',
        '\\end{matrix}',
        '\\sum',
        '\\overbrace',
        '\\xrightarrow',
        '\\displaystyle',
        '\\binom',
      ],
      ...[
        '\\cancel',
        '\\cdots',
        '\\pmod',
        '\\boxed',
        '\\Huge',
        '\\widehat',
        '\\mathcal',
        "'",
        '\\iff',
        '\\LaTeX',
      ],
      ...[
        '\\not',
        '\\underset',
        '\\cfrac',
        '\\mathchoice',
        '\\phantom',
        '\\bigg(',
        '\\color{red}',
        '\\hline',
      ],
    )
    const many = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 700 }))
    fc.assert(
      fc.property(many, ([pieces, times]) => {
        const source = pieces.join(' ').repeat(times).slice(0, 5000)
        if (checkLatex(source) !== null) return
        let html = ''
        try {
          html = katex.renderToString(source, { output: 'html', strict: false, maxSize: 10 })
        } catch {}
        expect(html.length).toBeLessThan(150 * MAX_COST)
      }),
      { numRuns: 200 },
    )
  })
})
