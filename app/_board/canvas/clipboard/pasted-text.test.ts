import { describe, expect, it } from 'vitest'
import { pastedText } from './pasted-text'

describe('a text from a clipboard', () => {
  it.each([
    ["$$\\delta_2 = f'(z_2)$$", "\\delta_2 = f'(z_2)"],
    ['$x$', 'x'],
    ['\\[ a^2 + b^2 \\]', 'a^2 + b^2'],
    ['\\frac{a}{b}', '\\frac{a}{b}'],
    [
      '\\delta_2 = w_3 \\delta_3 \\text{ by the chain rule}',
      '\\delta_2 = w_3 \\delta_3 \\text{ by the chain rule}',
    ],
  ])('is a formula when it is written as one: %s', (pasted, text) => {
    expect(pastedText(pasted)).toEqual({ kind: 'math', text })
  })

  it.each([
    'Hello',
    'The price is $5 or $6',
    'Let $x$ be a number and $y$ another',
    '\\\\server\\files',
    '\\Users and others live here',
  ])('is a text otherwise: %s', pasted => {
    expect(pastedText(pasted)).toEqual({ kind: 'text', text: pasted })
  })

  it('is nothing when there is nothing to read', () => {
    expect(pastedText(' \n ')).toBeNull()
  })

  it('is cut to what a text may hold, and too long a formula is a text', () => {
    expect(pastedText('a'.repeat(30_000))?.text).toHaveLength(20_000)
    expect(pastedText(`$$${'x+'.repeat(3_000)}1$$`)?.kind).toBe('text')
  })
})
