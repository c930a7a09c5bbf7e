import { describe, expect, it } from 'vitest'
import {
  type Quantity,
  quantityFromKey,
  quantityKey,
  quantityLatex,
  quantityName,
  quantityWords,
} from './quantity'

const ALL: readonly Quantity[] = [
  { kind: 'x' },
  { kind: 'y' },
  { kind: 'eta' },
  { kind: 'loss' },
  { kind: 'gradX' },
  { kind: 'w', layer: 2 },
  { kind: 'b', layer: 2 },
  { kind: 'z', layer: 2 },
  { kind: 'f', layer: 2 },
  { kind: 'delta', layer: 2 },
  { kind: 'gradW', layer: 2 },
  { kind: 'gradB', layer: 2 },
]

describe('a quantity', () => {
  it('has the accessible name that assistive technology and tests rely on', () => {
    expect(ALL.map(quantityName)).toEqual([
      'x',
      'y',
      'η',
      'L',
      '∂L/∂x',
      'w_2',
      'b_2',
      'z_2',
      'f_2',
      'δ_2',
      '∂L/∂w_2',
      '∂L/∂b_2',
    ])
  })

  it('has a key, a LaTeX form and words that no other quantity has', () => {
    const everything = [...ALL, ...ALL.filter(q => 'layer' in q).map(q => ({ ...q, layer: 12 }))]
    for (const form of [quantityKey, (q: Quantity) => quantityLatex(q), quantityWords]) {
      expect(new Set(everything.map(form)).size).toBe(everything.length)
    }
  })

  it('is found again by its key, and nothing by what is none', () => {
    for (const quantity of ALL) expect(quantityFromKey(quantityKey(quantity))).toEqual(quantity)
    for (const none of ['', 'w', 'w:0', 'w:-1', 'w:1e3', 'x:1', 'q:2', 'w:2 ', '__proto__', 'delta/2']) {
      expect(quantityFromKey(none)).toBeNull()
    }
  })

  it('keeps two digits of a layer together in LaTeX', () => {
    expect(quantityLatex({ kind: 'w', layer: 9 })).toBe('w_9')
    expect(quantityLatex({ kind: 'delta', layer: 10 })).toBe('\\delta_{10}')
  })

  it('sets a gradient as a fraction, or on one line when asked', () => {
    const gradient: Quantity = { kind: 'gradW', layer: 2 }
    expect(quantityLatex(gradient)).toBe('\\frac{\\partial \\mathcal{L}}{\\partial w_2}')
    expect(quantityLatex(gradient, 'inline')).toBe('\\partial\\mathcal{L}/\\partial w_2')
  })
})
