import { describe, expect, it } from 'vitest'
import { lossOf, slopeOfCrossEntropy, slopeOfLoss } from './loss'
import { LOSSES, type Loss } from './types'

const lossOfOutput = (loss: Loss, f: number, y: number) => lossOf(loss, 'identity', f, f, y)

describe('a loss', () => {
  it('is what its name says', () => {
    expect(lossOfOutput('squared', 3, 1)).toBe(4)
    expect(lossOfOutput('half-squared', 3, 1)).toBe(2)
    expect(lossOfOutput('absolute', 3, 1)).toBe(2)
    expect(lossOfOutput('hinge', 0.25, 1)).toBe(0.75)
    expect(lossOfOutput('hinge', -3, -1)).toBe(0)
    expect(lossOfOutput('logistic', 0, 1)).toBe(Math.LN2)
  })

  it('has a slope that agrees with central differences', () => {
    const h = 1e-5
    for (const loss of LOSSES) {
      for (const [f, y] of [
        [0.7, 0.2],
        [-1.4, 1],
        [2.5, 0],
      ]) {
        const difference = (lossOfOutput(loss, f + h, y) - lossOfOutput(loss, f - h, y)) / (2 * h)
        expect(Math.abs(slopeOfLoss(loss, f, y) - difference), `${loss} at ${f}, ${y}`).toBeLessThan(1e-9)
      }
    }
  })

  it('has slope 0 at its kink', () => {
    expect(slopeOfLoss('absolute', 0.3, 0.3)).toBe(0)
    expect(slopeOfLoss('hinge', 1, 1)).toBe(0)
  })
})

describe('the logistic loss', () => {
  it('reads the logit before a sigmoid, and the output after anything else', () => {
    expect(lossOf('logistic', 'sigmoid', 2, 99, 1)).toBe(0.1269280110429725)
    expect(lossOf('logistic', 'tanh', 99, 2, 1)).toBe(0.1269280110429725)
  })

  it('neither overflows nor vanishes at large logits', () => {
    expect(lossOf('logistic', 'sigmoid', 800, 1, 0)).toBe(800)
    expect(lossOf('logistic', 'sigmoid', -800, 0, 1)).toBe(800)
    expect(lossOf('logistic', 'sigmoid', 50, 1, 1)).toBe(1.9287498479639178e-22)
    expect(lossOf('logistic', 'sigmoid', Infinity, 1, 1)).toBe(0)
  })

  it('keeps a δ for a unit that is sure and right', () => {
    expect(slopeOfCrossEntropy(50, 1)).toBe(-1.9287498479639178e-22)
    expect(slopeOfCrossEntropy(-50, 0)).toBe(1.9287498479639178e-22)
    expect(slopeOfCrossEntropy(0.5, 0.25)).toBeCloseTo(0.6224593312018546 - 0.25, 15)
  })
})
