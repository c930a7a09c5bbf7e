import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './backward'
import { checkGradients } from './gradient-check'
import type { Chain, Layer } from './types'

const SMOOTH = ['tanh', 'sigmoid', 'identity', 'softplus', 'silu'] as const
const SMOOTH_LOSSES = ['squared', 'half-squared', 'logistic'] as const

const within = (size: number) => fc.double({ min: -size, max: size, noNaN: true })

const smoothChains: fc.Arbitrary<Chain> = fc.record({
  x: within(2),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
  loss: fc.constantFrom(...SMOOTH_LOSSES),
  layers: fc.array(
    fc.record(
      { w: within(2), b: within(2), activation: fc.constantFrom(...SMOOTH) },
      { requiredKeys: ['w', 'activation'] },
    ),
    { minLength: 1, maxLength: 6 },
  ),
})

const check = (chain: Chain) => checkGradients(chain, evaluate(chain))

const chainOf = (layer: Layer, more: Partial<Chain> = {}): Chain => ({
  x: 1,
  y: 0,
  loss: 'squared',
  layers: [layer],
  ...more,
})

describe('the gradient check', () => {
  it('has one line for each parameter, in the order of the layers', () => {
    const chain: Chain = {
      x: 0.5,
      y: 1,
      loss: 'squared',
      layers: [
        { w: 0.8, b: 0.1, activation: 'tanh' },
        { w: -1.5, activation: 'tanh' },
        { w: 1, b: 0, activation: 'identity' },
      ],
    }
    const { gradW, delta } = evaluate(chain)
    const lines = check(chain)
    expect(lines.map(({ parameter, layer }) => `${parameter}_${layer}`)).toEqual([
      'w_1',
      'b_1',
      'w_2',
      'w_3',
      'b_3',
    ])
    expect(lines.map(({ gradient }) => gradient)).toEqual([gradW[0], delta[0], gradW[1], gradW[2], delta[2]])
    for (const line of lines) expect(line).toMatchObject({ verdict: 'agrees', reason: null })
  })

  it('agrees with random smooth chains, and never calls a gradient of theirs wrong, however small', () => {
    fc.assert(
      fc.property(smoothChains, chain => {
        const { loss } = evaluate(chain)
        for (const { gradient, verdict } of check(chain)) {
          expect(verdict).not.toBe('differs')
          if (Math.abs(gradient) > 1e-3 * Math.max(1, loss)) expect(verdict).toBe('agrees')
        }
      }),
    )
  })

  it('leaves the chain and the passes as they were', () => {
    const chain = chainOf({ w: 0.7, b: 0.1, activation: 'tanh' })
    const passes = evaluate(chain)
    checkGradients(chain, passes)
    expect(passes).toEqual(evaluate(chain))
    expect(chain).toEqual(chainOf({ w: 0.7, b: 0.1, activation: 'tanh' }))
  })

  it('finds a gradient that is wrong by a factor or a sign, and only that one', () => {
    const chain: Chain = {
      x: 0.5,
      y: 1,
      loss: 'squared',
      layers: [
        { w: 0.8, activation: 'tanh' },
        { w: -1.5, activation: 'sigmoid' },
      ],
    }
    const passes = evaluate(chain)
    for (const factor of [-1, 0, 0.5, 1.01, 2]) {
      const gradW = passes.gradW.map((gradient, i) => (i === 1 ? gradient * factor : gradient))
      const [first, second] = checkGradients(chain, { ...passes, gradW })
      expect(first).toMatchObject({ verdict: 'agrees' })
      expect(second).toMatchObject({ verdict: 'differs', reason: null })
    }
  })

  it('doubts, without a reason, what is off by a hundred thousandth', () => {
    const chain = chainOf({ w: 0.7, activation: 'tanh' })
    const passes = evaluate(chain)
    const [line] = checkGradients(chain, { ...passes, gradW: passes.gradW.map(g => g * 1.00001) })
    expect(line).toMatchObject({ verdict: 'doubtful', reason: null })
    expect(line.error).toBeCloseTo(1e-5, 8)
  })

  it.each(['relu', 'leaky-relu', 'elu'] as const)('names the kink of %s', activation => {
    const [line] = check(chainOf({ w: 0, activation }, { y: 1 }))
    expect(line).toMatchObject({ verdict: 'doubtful', reason: 'kink' })
  })

  it('names the kink of a unit further on', () => {
    const layers: Layer[] = [
      { w: 1, activation: 'identity' },
      { w: 1, b: -1, activation: 'relu' },
    ]
    const reasons = check({ x: 1, y: 1, loss: 'squared', layers }).map(({ reason }) => reason)
    expect(reasons).toEqual(['kink', 'kink', 'kink'])
  })

  it('names the kinks of the absolute loss and of the hinge', () => {
    for (const loss of ['absolute', 'hinge'] as const) {
      const [line] = check(chainOf({ w: 1, activation: 'identity' }, { y: 1, loss }))
      expect(line, loss).toMatchObject({ verdict: 'doubtful', reason: 'kink' })
    }
  })

  it('sees no kink where none is crossed', () => {
    for (const activation of ['relu', 'leaky-relu', 'elu'] as const) {
      for (const w of [-0.5, 0.5]) {
        expect(check(chainOf({ w, activation }, { y: 1 }))[0].reason).toBeNull()
      }
    }
  })

  it('names a tiny gradient: of a saturated unit, at a minimum, and beside a large loss', () => {
    const saturated = chainOf({ w: 10, activation: 'tanh' }, { y: 0.5 })
    const atMinimum = chainOf({ w: 0, activation: 'sigmoid' }, { y: 0.5, x: 2 })
    const besideLargeLoss = chainOf({ w: 1, activation: 'tanh' }, { y: 1e6, x: 1e-6 })
    for (const chain of [saturated, atMinimum, besideLargeLoss]) {
      const passes = evaluate(chain)
      const [line] = checkGradients(chain, { ...passes, gradW: passes.gradW.map(g => g + 2e-9) })
      expect(line).toMatchObject({ verdict: 'doubtful', reason: 'tiny gradient' })
    }
  })

  it('lets no wrong gradient hide behind a tiny one', () => {
    const chain = chainOf({ w: 0.7, activation: 'tanh' })
    const passes = evaluate(chain)
    const [line] = checkGradients(chain, { ...passes, gradW: new Float64Array([1e-12]) })
    expect(line).toMatchObject({ verdict: 'differs', reason: null })
  })

  it('lets zeros agree', () => {
    const [line] = check(chainOf({ w: -1, activation: 'relu' }, { y: 1 }))
    expect(line).toMatchObject({ difference: 0, error: 0, verdict: 'agrees' })
  })

  it('divides by what the rounded parameters really differ by', () => {
    const [line] = check(chainOf({ w: 123456.789, activation: 'identity' }, { loss: 'absolute' }))
    expect(line.difference).toBe(1)
  })

  it('cannot judge where the loss overflows', () => {
    const [line] = check(chainOf({ w: 1e200, activation: 'identity' }))
    expect(line).toMatchObject({ difference: Number.NaN, verdict: 'doubtful', reason: null })
  })
})
