import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { type SetFormula, setFormula, settingFormula } from './set-formula'

const set = (source: string): SetFormula => setFormula(katex, source, true)
const htmlOf = (source: string): string => {
  const formula = set(source)
  if (formula.kind === 'trouble') throw new Error(formula.trouble.words)
  return formula.html
}
const troubleIn = (source: string) => {
  const formula = set(source)
  if (formula.kind !== 'trouble') throw new Error('It was set.')
  const { words, start, end } = formula.trouble
  return [words, source.slice(start, end).trim()]
}

describe('a formula that somebody wrote', () => {
  it('carries the names of its symbols, and is there for assistive technology as it was written', () => {
    const formula = set('z_2 = w_2 \\cdot f_1')
    expect(formula).toMatchObject({ kind: 'set' })
    if (formula.kind !== 'set') return
    expect([...formula.html.matchAll(/data-symbol="([^"]+)"/g)].map(([, key]) => key)).toEqual([
      ...['z:2', 'w:2', 'f:1'],
    ])
    expect(formula.mathml).toContain('<msub>')
    expect(formula.mathml).toContain('z_2 = w_2 \\cdot f_1</annotation>')
  })

  it('says what is wrong with it, and where', () => {
    expect(troubleIn('a + \\foo b')).toEqual(['There is no command \\foo.', '\\foo'])
    expect(troubleIn('\\frac{a}{b')[0]).toBe('A brace { is not closed.')
    expect(troubleIn('a}')).toEqual(['A brace } closes nothing.', '}'])
    expect(troubleIn('w_1 + x^2^3')[0]).toMatch(/^Two exponents/)
    expect(troubleIn('a & b')[0]).toMatch(/^An & belongs into a table/)
    expect(troubleIn('w_2 + \\gdef\\sin{HACKED}')[1]).toBe('\\gdef')
  })

  it('is set in steps, between which the page has its turn (K1)', () => {
    const setting = settingFormula(katex, 'z_2', true)
    expect(setting.next()).toEqual({ done: false, value: undefined })
    expect(setting.next()).toEqual({ done: true, value: set('z_2') })
  })

  it('leaves nothing behind for the next one (K5)', () => {
    set('\\gdef\\sin{HACKED}\\sin')
    expect(htmlOf('\\sin')).not.toContain('HACKED')
  })

  it('makes no link, no image and no attribute of its own, whatever it is called (K2, K6)', () => {
    for (const source of ['\\href{javascript:alert(1)}{x}', '\\htmlData{symbol=w:2}{x}', '\\url{x}']) {
      expect(set(source).kind).toBe('trouble')
    }
    expect(troubleIn("\\bad<img src=x onerror='1'>")[0]).toBe('There is no command \\bad.')
    expect(htmlOf('\\text{<img src=x onerror=1>}')).toContain('&lt;img')
  })

  it('keeps room under its symbols for their numbers, in fractions and exponents too', () => {
    const source = '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = \\frac{x}{w_2^2} e^{-z_1} \\delta_1'
    const formula = setFormula(katex, source, true, true)
    if (formula.kind === 'trouble') throw new Error(formula.trouble.words)
    const keys = [...formula.html.matchAll(/data-number="([^"]+)"/g)].map(([, key]) => key)
    expect(keys.sort()).toEqual(['delta:1', 'gradW:1', 'w:2', 'x', 'z:1'])
    expect([...formula.html.matchAll(/data-symbol="/g)]).toHaveLength(5)
    expect(formula.mathml).not.toContain('munder')
    expect(set(source)).not.toMatchObject({ html: expect.stringContaining('data-number') })
  })

  it('has symbols that are alive only while they are few enough to be looked at', () => {
    expect(htmlOf('x+'.repeat(100))).toContain('data-symbol')
    expect(htmlOf('x+'.repeat(400))).not.toContain('data-symbol')
  })
})
