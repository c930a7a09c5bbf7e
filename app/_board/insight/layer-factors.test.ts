import { expect, it } from 'vitest'
import { type Activation, type Chain, evaluate } from '@/lib/engine'
import { decades, layerFactors, wayBackWords } from './layer-factors'

const chain = (activation: Activation, ...weights: number[]): Chain => ({
  x: 1,
  y: 0.5,
  loss: 'squared',
  layers: weights.map(w => ({ w, activation })),
})
const factorsOf = (of: Chain) => layerFactors(of, evaluate(of))

it('the factor of each layer takes δ of the layer behind it to its own', () => {
  const factors = factorsOf(chain('tanh', 0.8, -1.5, 0.6, 2))
  for (const [i, { factor, delta }] of factors.slice(0, -1).entries()) {
    expect((factor ?? 0) * (factors[i + 1]?.delta ?? 0)).toBeCloseTo(delta, 14)
  }
  expect(factors.at(-1)?.factor).toBeNull()
})

it('says that δ vanishes, how much, and at which layer most', () => {
  const words = wayBackWords(factorsOf(chain('sigmoid', 1, 1, 0.01, 1)))
  expect(words).toMatch(
    /^From δ₄ back to δ₁ δ becomes .* times smaller\. Layer 2 does most of it: w₃ = 0\.01, times/,
  )
})

it('says that δ explodes', () => {
  expect(wayBackWords(factorsOf(chain('identity', 1, 2, 30)))).toMatch(/60 times larger\. Layer 2 .*w₃ = 30/)
})

it('says that it stays alike, that a unit is off, and that one layer has no way back', () => {
  expect(wayBackWords(factorsOf(chain('identity', 1, 1.1)))).toContain('stays alike')
  expect(wayBackWords(factorsOf(chain('relu', 1, -1, 1)))).toContain('The slope at layer 3 is 0')
  expect(wayBackWords(factorsOf(chain('tanh', 1)))).toContain('single layer')
})

it('has an axis of whole powers of ten around all sizes', () => {
  const factors = factorsOf(chain('tanh', 0.8, 1.2))
  const { low, high } = decades(factors)
  for (const { delta, gradW } of factors)
    for (const size of [Math.abs(delta), Math.abs(gradW)]) {
      expect(size).toBeGreaterThanOrEqual(10 ** low)
      expect(size).toBeLessThanOrEqual(10 ** high)
    }
  expect(decades([])).toEqual({ low: -2, high: 0 })
})
