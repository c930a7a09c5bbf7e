import { describe, expect, it } from 'vitest'
import { completed, completionsAt } from './completions'

const CHAIN = { depth: 3, biases: false }
const offered = (typed: string, chain = CHAIN) =>
  completionsAt(typed, typed.length, chain)?.list.map(({ text }) => text) ?? []

describe('what may be put in for what has been typed', () => {
  it('is the symbols of the chain, however they are begun', () => {
    expect(offered('w')).toEqual(['w_1', 'w_2', 'w_3', 'w_i', 'w_{i+1}', 'w_L'])
    for (const typed of ['\\de', 'del', 'δ', 'd', '\\delta_']) expect(offered(typed)[0]).toBe('\\delta_1')
    for (const typed of ['dL/dw', '∂L/∂w', '\\frac{\\partial \\mathcal{L}}{\\partial w_'])
      expect(offered(typed)[1]).toBe('\\frac{\\partial \\mathcal{L}}{\\partial w_2}')
    expect(offered("f'(")).toEqual(["f'(z_1)", "f'(z_2)", "f'(z_3)"])
  })

  it('knows biases only while they take part, and writes two digits in braces', () => {
    expect(offered('b')).toEqual([])
    expect(offered('b', { depth: 2, biases: true })).toEqual(['b_1', 'b_2'])
    expect(offered('w_{12', { depth: 12, biases: false })).toEqual(['w_{12}'])
  })

  it('is nothing in an index, inside a word, after a whole symbol, and where nothing is typed', () => {
    for (const typed of ['\\delta_{d', 'wd', 'w_']) expect(offered(typed)).not.toContain('\\delta_1')
    for (const typed of ['', 'x = ', '\\delta_1', 'w_1', 'd2', 'dL/dw1', '1', '\\cdot'])
      expect(offered(typed)).toEqual([])
  })

  it('takes the place of what was typed and nothing else', () => {
    const text = 'x \\del + 1'
    const found = completionsAt(text, 6, CHAIN)
    const [first] = found?.list ?? []
    if (!found || !first) throw new Error('nothing is offered')
    expect(completed(text, 6, found.from, first)).toEqual({ text: 'x \\delta_1 + 1', caret: 10 })
  })
})
