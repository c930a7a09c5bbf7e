import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitInlineMath } from './inline-math'

const formulas = (text: string) =>
  splitInlineMath(text).flatMap(part => (part.kind === 'formula' ? [part.source] : []))
const words = (text: string) =>
  splitInlineMath(text)
    .map(part => (part.kind === 'text' ? part.text : '·'))
    .join('')

describe('text with formulas between dollars', () => {
  it('is split into words and formulas', () => {
    expect(splitInlineMath('so $w_2$ grows')).toEqual([
      { kind: 'text', text: 'so ' },
      { kind: 'formula', source: 'w_2', start: 3, end: 8 },
      { kind: 'text', text: ' grows' },
    ])
    expect(formulas('$a$$b$ and $c$')).toEqual(['a', 'b', 'c'])
  })

  it('takes an escaped dollar for a dollar, in words and in formulas', () => {
    expect(words('it costs \\$5 and $x$')).toBe('it costs $5 and ·')
    expect(formulas('$\\text{\\$5}$')).toEqual(['\\text{\\$5}'])
  })

  it('leaves dollars alone that are prices or have no partner on their line', () => {
    for (const text of ['$5 and $6', 'a $ b', '$', '$$', '$ x $', '$x\n$', 'US$5, AU$7', '$a$5'])
      expect(words(text)).toBe(text)
  })

  it('loses nothing and shows nothing twice, whatever is written', () => {
    const text = fc.array(fc.constantFrom('$', '\\$', ' ', '\n', 'x', '5', '<b>'), { maxLength: 30 })
    fc.assert(
      fc.property(text, pieces => {
        const source = pieces.join('')
        const unescaped = (all: string) => all.replaceAll('\\$', '$')
        const shown = splitInlineMath(source)
          .map(part => (part.kind === 'text' ? part.text : `$${unescaped(part.source)}$`))
          .join('')
        expect(shown).toBe(unescaped(source))
      }),
    )
  })
})
