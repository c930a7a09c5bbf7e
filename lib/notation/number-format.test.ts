import { describe, expect, it } from 'vitest'
import { isShortExact, shortLatex, shortText } from './number-format'

describe('the short form of a number', () => {
  it.each([
    [0.46211715726000974, '0.4621'],
    [-1.24999, '−1.250'],
    [0.5, '0.5'],
    [2, '2'],
    [-3, '−3'],
    [0.1 + 0.2, '0.3'],
    [0.9999999, '1.000'],
    [0.04621171, '0.04621'],
    [1234.56, '1235'],
    [12345.678, '12346'],
    [99999.96, '1.000e5'],
    [100000, '1e5'],
    [0.001, '0.001'],
    [0.00099999, '0.001000'],
    [0.0009999, '9.999e−4'],
    [1.2e-5, '1.2e−5'],
    [-1.23456e-5, '−1.235e−5'],
    [6.02214076e23, '6.022e23'],
    [5e-324, '4.941e−324'],
  ])('writes %d as %s', (value, text) => {
    expect(shortText(value)).toBe(text)
  })

  it('shows what is not a finite number as infinite, or as unknown', () => {
    expect([Infinity, -Infinity, NaN].map(value => shortText(value))).toEqual(['∞', '−∞', '—'])
    expect([Infinity, -Infinity, NaN].map(value => shortLatex(value))).toEqual([
      '\\infty',
      '-\\infty',
      '\\text{—}',
    ])
  })

  it('writes negative zero as zero, and never rounds a number to zero', () => {
    expect(shortText(0)).toBe('0')
    expect(shortText(-0)).toBe('0')
    expect(shortText(-1e-9)).toBe('−1e−9')
  })

  it('writes powers of ten in LaTeX', () => {
    expect(shortLatex(-1.24999)).toBe('-1.250')
    expect(shortLatex(1.23456e-5)).toBe('1.235 \\times 10^{-5}')
  })

  it('has as many digits as asked for', () => {
    expect(shortText(Math.PI, 7)).toBe('3.141593')
    expect(shortText(-1.23456e-5, 2)).toBe('−1.2e−5')
  })

  it('knows whether anything was rounded away', () => {
    expect(isShortExact(0.25)).toBe(true)
    expect(isShortExact(0)).toBe(true)
    expect(isShortExact(1 / 3)).toBe(false)
  })
})
