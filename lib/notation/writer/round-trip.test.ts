import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line } from '../expression/tree'
import { anyLine } from '../expression/trees.testing'
import { LONGEST_LINE, readLine } from '../reader/read-line'
import { dottedLatexLine, latexLine } from './latex'
import { mathmlLine } from './mathml'
import { plainLine } from './plain'
import { speechLine } from './speech'

/** w₁ = w₁ − η… is read as an update, on purpose. */
const isWrittenAsStep = (line: Line): boolean =>
  line.kind === 'equation' && line.sides.length === 2 && !line.continues && line.sides[0]?.kind === 'layered'

describe('what is written reads as the same tree', () => {
  it.each([
    ['LaTeX', latexLine],
    ['LaTeX with dots between factors', dottedLatexLine],
    ['plain text', plainLine],
  ])('in %s', (_, write) => {
    fc.assert(
      fc.property(anyLine, line => {
        const text = write(line)
        fc.pre(text.length <= LONGEST_LINE && !isWrittenAsStep(line))
        const reading = readLine(text)
        if (!reading.ok) throw new Error(`${text}: ${reading.message} at ${reading.at}`)
        expect(reading.line).toEqual(line)
      }),
      { numRuns: 3_000 },
    )
  })

  it('and what is shown as the reading of a line reads as the same line again', () => {
    fc.assert(
      fc.property(anyLine, line => {
        fc.pre(
          !isWrittenAsStep(line) &&
            latexLine(line).length <= LONGEST_LINE &&
            plainLine(line).length <= LONGEST_LINE,
        )
        const reading = readLine(latexLine(line))
        expect(reading.ok && reading.words).toBe(plainLine(line))
      }),
    )
  })
})

describe('a line', () => {
  const reading = readLine('\\frac{\\partial L}{\\partial w_1} = x (1-f_1^2) w_2 \\cdots w_L 2(f_L-y)')
  if (!reading.ok) throw new Error(reading.message)

  it('is spoken', () => {
    expect(speechLine(reading.line)).toBe(
      'the derivative of the loss with respect to w 1 equals x, times the quantity 1 minus f 1 squared, times w 2, and so on to w L, times 2, times the quantity f L minus y',
    )
  })

  it('is set in MathML', () => {
    expect(mathmlLine(reading.line)).toContain(
      '<mfrac><mrow><mo>∂</mo><mi>ℒ</mi></mrow><mrow><mo>∂</mo><msub><mi>w</mi><mn>1</mn></msub></mrow></mfrac>',
    )
  })

  it('is set in MathML that is well formed, whatever it holds', () => {
    fc.assert(
      fc.property(anyLine, line => {
        const open: string[] = []
        for (const [, closing, name] of mathmlLine(line).matchAll(/<(\/?)(\w+)[^>]*>/g)) {
          if (closing === '') open.push(name ?? '')
          else expect(open.pop()).toBe(name)
        }
        expect(open).toEqual([])
      }),
    )
  })
})
