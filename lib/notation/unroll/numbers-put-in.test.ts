import { describe, expect, it } from 'vitest'
import { chainEnvironment, evaluatedChain } from '../evaluation/chain-environment'
import { valueIn } from '../evaluation/evaluate'
import { shapeOf } from '../evaluation/shape'
import { readLine } from '../reader/read-line'
import { numbersLatex } from './numbers-put-in'
import { unroll } from './unroll'
import { firstLineOf, unrollableIn } from './what-unrolls'

const chainOf = (...weights: readonly number[]) =>
  evaluatedChain(
    {
      x: 1,
      y: 0.5,
      loss: 'squared',
      layers: weights.map(w => ({ w, activation: 'tanh' as const })),
    },
    0.1,
  )
const sideOf = (text: string) => {
  const reading = readLine(text)
  if (!reading.ok || reading.line.kind !== 'equation') throw new Error(text)
  const [side] = reading.line.sides
  if (side === undefined) throw new Error(text)
  return side
}

const chain = chainOf(0.5, -0.4, 12_345_678)

describe('a formula with its numbers put in', () => {
  it('has brackets around what is negative, and powers of ten for what is large', () => {
    expect(numbersLatex(sideOf('w_1 w_2 = 1'), chain)).toBe('0.5 (-0.4)')
    expect(numbersLatex(sideOf('w_3 = 1'), chain)).toBe('1.235 \\cdot 10^7')
    expect(numbersLatex(sideOf('1 - f_1^2 = 1'), chain)).toBe('1 - 0.4621^2')
  })

  it('comes to about the value of the formula, at every step of unrolling', () => {
    const chain = chainOf(0.5, -0.4, 1.2)
    for (const layer of [1, 2, 3]) {
      for (const { written, general } of unroll({ kind: 'gradW', layer }, shapeOf(chain.chain))) {
        const reading = sideOf(`${numbersLatex(written, chain)} = 0`)
        const [rounded, exact] = [reading, general].map(each => valueIn(each, chainEnvironment(chain)))
        if (!rounded?.ok || !exact?.ok) throw new Error('no value')
        expect(Math.abs(rounded.value - exact.value)).toBeLessThan(2e-3 * Math.max(1, Math.abs(exact.value)))
      }
    }
  })
})

describe('what a line is about', () => {
  const about = (text: string) => {
    const reading = readLine(text)
    return reading.ok ? unrollableIn(reading.line, 3) : null
  }
  it('unrolls when it is one gradient or delta of the chain', () => {
    expect(about('dL/dw_2 = 1')).toEqual({ kind: 'gradW', layer: 2 })
    expect(about('\\delta_1 =  x')).toEqual({ kind: 'delta', layer: 1 })
    expect(about('\\frac{\\partial L}{\\partial z_3} = 1')).toEqual({ kind: 'delta', layer: 3 })
    expect(about('dL/dx = 1')).toEqual({ kind: 'gradX' })
    for (const other of ['z_1 = x w_1', 'x \\delta_1 = 1', '\\delta_9 = 1', '\\delta_i = 1', '= x'])
      expect(about(other)).toBeNull()
  })

  it('begins a derivation that reads, but for its other side', () => {
    expect(firstLineOf({ kind: 'w', layer: 1 })).toBe('\\frac{\\partial \\mathcal{L}}{\\partial w_1} = ')
    expect(firstLineOf({ kind: 'eta' })).toBeNull()
    for (const quantity of [{ kind: 'x' }, { kind: 'loss' }, { kind: 'delta', layer: 12 }] as const)
      expect(readLine(`${firstLineOf(quantity)}1`).ok).toBe(true)
  })
})
