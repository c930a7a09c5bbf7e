import { describe, expect, test } from 'vitest'
import { cleanMarkup, type DrawnNode } from './clean-paths'
import { createTypesetter } from './typesetter'

const typesetter = createTypesetter()

async function typeset(latex: string, display = true) {
  return (await typesetter.typeset([{ latex, display }]))(latex, display)
}

describe('a formula as paths', () => {
  test.each([
    "\\delta_1 = f'(z_1) \\cdot w_2 \\cdot \\delta_2",
    '\\frac{\\partial \\mathcal{L}}{\\partial w_2}',
    '\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}',
    '\\begin{aligned} z_1 &= x w_1 \\\\ f_1 &= \\tanh z_1 \\end{aligned}',
    '\\mathbb{R} \\to \\mathfrak{g} \\mathscr{F}',
    '\\boldsymbol{\\theta} \\cancel{x} \\color{red}{y}',
    '\\sqrt[3]{x} \\overbrace{a+b}^{n} \\leadsto \\hat{y}',
    'a = b \\tag{1}',
  ])('%s is drawn with a size', async latex => {
    const formula = await typeset(latex)
    expect(formula?.width).toBeGreaterThan(0.3)
    expect(formula?.width).toBeLessThan(30)
    expect(formula?.height).toBeGreaterThan(0)
    expect(formula?.markup).toContain('<path')
    expect(formula?.markup).not.toMatch(/currentColor|style|<use|data-/)
  })

  test('in a line with words it is lower than on a line of its own', async () => {
    const [alone, inline] = [await typeset('\\frac12', true), await typeset('\\frac12', false)]
    expect(inline?.height).toBeLessThan(alone?.height ?? 0)
  })

  test('letters that the font does not have are letters of the page, escaped', async () => {
    expect((await typeset('\\text{中<b>&}'))?.markup).toMatch(/<text[^>]*>中/)
  })
})

describe('hostile formulas (threats.md 2.5)', () => {
  test.each([
    ['K1 a definition', '\\def\\a{\\a\\a}\\a'],
    ['K1 a new command', '\\newcommand{\\x}{y}\\x'],
    ['K2 links', '\\href{javascript:alert(1)}{x}'],
    ['K2 addresses', '\\url{javascript:alert(1)}'],
    ['K2 attributes', '\\htmlData{"><script>alert(1)</script>=1}{x}'],
    ['K2 styles', '\\style{position:fixed}{x}'],
    ['K2 images', '\\includegraphics{https://example.org/x.png}'],
    ['K2 classes', '\\class{x}{y}'],
    ['K3 sizes', '\\rule{100000em}{100000em}'],
    ['K4 nested braces', '{'.repeat(2_400) + '}'.repeat(2_400)],
    ['K4 nested powers', `${'x^{'.repeat(1_600)}${'}'.repeat(1_600)}`],
    ['K6 errors', '\\bad<img src=x onerror=alert(1)>'],
    ['what is too long', 'x'.repeat(5_001)],
  ])('%s is refused', async (_, latex) => {
    expect(await typeset(latex)).toBeNull()
  })

  test('K5 a definition of one formula is not there in the next', async () => {
    expect(await typeset('\\gdef\\sin{HACKED}')).toBeNull()
    expect((await typeset('\\sin x'))?.markup).not.toContain('HACKED')
  })

  test('a source that the check before refuses is not read', async () => {
    const strict = createTypesetter(latex => (latex.includes('\\kern') ? 'No kerning.' : null))
    const of = await strict.typeset([{ latex: '\\kern1em x', display: true }])
    expect(of('\\kern1em x', true)).toBeNull()
  })

  test('nothing but drawing is left of a drawing', () => {
    const hostile: DrawnNode = {
      tag: 'g',
      attributes: {
        onload: 'alert(1)',
        transform: 'scale(1,-1)',
        fill: 'url(#x)',
        style: 'x:y',
        d: '"><script>',
      },
      children: [
        { tag: 'script', attributes: {}, children: ['alert(1)'] },
        { tag: 'a', attributes: { href: 'javascript:alert(1)' }, children: [] },
        { tag: 'foreignObject', attributes: {}, children: [] },
        { tag: 'text', attributes: { x: '1' }, children: ['<b>"&'] },
        'loose',
      ],
    }
    expect(cleanMarkup(hostile)).toBe(
      '<g transform="scale(1,-1)"><text x="1">&lt;b&gt;&quot;&amp;</text></g>',
    )
  })
})
