import { describe, expect, it } from 'vitest'
import type { Chain } from '@/lib/engine'
import { readLine } from '../reader/read-line'
import { chainEnvironment, evaluatedChain } from './chain-environment'
import { valueIn } from './evaluate'

const CHAIN: Chain = {
  x: 0.5,
  y: 1,
  loss: 'squared',
  layers: [
    { w: 0.7, activation: 'tanh' },
    { w: -1.2, b: 0.1, activation: 'sigmoid' },
  ],
}
const evaluated = evaluatedChain(CHAIN, 0.1)

function valueOfText(text: string, letters: Readonly<Record<string, number>> = {}) {
  const reading = readLine(text)
  const [side] = reading.ok && reading.line.kind === 'equation' ? reading.line.sides : []
  if (!side) throw new Error(`${text} is no expression`)
  return valueIn(side, chainEnvironment(evaluated), new Map(Object.entries(letters)))
}

const numberOf = (text: string, letters = {}) => {
  const value = valueOfText(text, letters)
  return value.ok ? value.value : value.message
}

describe('a formula on a chain', () => {
  const { z, f, delta, gradW, gradX, loss } = evaluated.passes

  it.each([
    ['x', 0.5],
    ['f_0', 0.5],
    ['w_2', -1.2],
    ['b_2', 0.1],
    ['z_1', z[0]],
    ['f_L', f[1]],
    ['δ_1', delta[0]],
    ['L', loss],
    ['dL/dw_2', gradW[1]],
    ['dL/dx', gradX],
    ['dL/dz_2', delta[1]],
    ['η', 0.1],
    ['w_1^{new}', 0.7 - 0.1 * (gradW[0] ?? 0)],
    ['∑_{i=1}^{L} w_i', -0.5],
    ['∏_{i=2}^{1} w_i', 1],
    ['w_1 ⋯ w_L', -0.84],
    ['2^{-2}', 0.25],
    ['dz_1/df_2', 0],
  ])('has the engine’s number: %s', (text, value) => {
    expect(numberOf(text)).toBeCloseTo(value ?? Number.NaN, 15)
  })

  it('takes f as the activation of the layer that its input belongs to', () => {
    expect(numberOf('f(z_1)')).toBe(f[0])
    expect(numberOf('f(z_2)')).toBe(f[1])
    expect(numberOf('f(x)')).toMatch(/The layers have different activations here/)
  })

  it('derives what is written out by the rules of differentiation', () => {
    expect(numberOf('d/dw_1 (y-f_L)^2')).toBeCloseTo(gradW[0] ?? Number.NaN, 14)
    expect(numberOf('d/dz_1 tanh(z_1)')).toBeCloseTo(1 - (f[0] ?? 0) ** 2, 15)
    expect(numberOf('d/dw_2 (w_2 f_1 + b_2)')).toBe(f[0])
  })

  it('has one for each layer that a letter may stand for', () => {
    expect(numberOf('w_{i+1}', { i: 1 })).toBe(-1.2)
    expect(valueOfText('w_{i+1}', { i: 2 })).toEqual({
      ok: false,
      message: 'There is no w₃ in a chain of 2 layers.',
      leavesChain: true,
    })
  })

  it.each([
    ['b_1', 'This chain has no biases.'],
    ['w_i', 'i stands for no layer here.'],
    ['dδ_1/dw_1', 'δ is a derivative itself'],
    ['∏_{i=1}^{2000} 2', 'This product runs over 2,000 members; 1,000 are the most.'],
    ['∑_{i=1}^{1000} ∑_{j=1}^{1000} 1', 'This takes too many operations to work out.'],
  ])('has none, and says why: %s', (text, message) => {
    expect(numberOf(text)).toContain(message)
  })
})
