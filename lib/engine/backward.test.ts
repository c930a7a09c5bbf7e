import { describe, expect, it } from 'vitest'
import { slope } from './activations'
import { backwardInto, evaluate } from './backward'
import { forwardInto, lossIn } from './forward'
import { ACTIVATIONS, type Activation, type Chain, type Layer, LOSSES } from './types'
import { workspaceFor } from './workspace'

const chainOf = (activation: Activation, x: number, y: number, ...weights: number[]): Chain => ({
  x,
  y,
  loss: 'squared',
  layers: weights.map(w => ({ w, activation })),
})

describe('the two passes', () => {
  it('give what one gets by hand on an identity chain with biases', () => {
    const chain: Chain = {
      x: 2,
      y: 1,
      loss: 'squared',
      layers: [
        { w: 3, b: 1, activation: 'identity' },
        { w: -1, activation: 'identity' },
        { w: 0.5, b: -2, activation: 'relu' },
        { w: 4, b: 8, activation: 'identity' },
      ],
    }
    // z: 2·3 + 1, 7·(−1), −7·0.5 − 2, 0·4 + 8; then 2·(8 − 1) flows back, and stops at the ReLU.
    const { z, f, loss, delta, gradW, gradX } = evaluate(chain)
    expect([...z]).toEqual([7, -7, -5.5, 8])
    expect([...f]).toEqual([7, -7, 0, 8])
    expect(loss).toBe(49)
    expect([...delta]).toEqual([-0, 0, 0, 14])
    expect([...gradW]).toEqual([-0, 0, -0, 0])
    expect(gradX).toBe(-0)
  })

  it('follow the three formulas on the course chain', () => {
    const { z, f, loss, delta, gradW, gradX } = evaluate(chainOf('tanh', 0.5, 1, 0.8, -1.5))
    const f1 = Math.tanh(0.5 * 0.8)
    const f2 = Math.tanh(f1 * -1.5)
    const delta2 = 2 * (f2 - 1) * (1 - f2 * f2)
    const delta1 = (1 - f1 * f1) * -1.5 * delta2
    expect(z[1]).toBeCloseTo(f1 * -1.5, 14)
    expect(f[1]).toBeCloseTo(f2, 14)
    expect(loss).toBeCloseTo((1 - f2) * (1 - f2), 14)
    expect(delta[1]).toBeCloseTo(delta2, 14)
    expect(delta[0]).toBeCloseTo(delta1, 14)
    expect(gradW[1]).toBeCloseTo(f1 * delta2, 14)
    expect(gradW[0]).toBeCloseTo(0.5 * delta1, 14)
    expect(gradX).toBeCloseTo(0.8 * delta1, 14)
  })

  it('agree with central differences for every activation under every loss', () => {
    const h = 1e-5
    for (const activation of ACTIVATIONS) {
      for (const loss of LOSSES) {
        const chain: Chain = { ...chainOf(activation, 0.9, 0.3, 0.7, -0.8, 1.1), loss }
        const { gradW, gradX } = evaluate(chain)
        const lossWith = (i: number, change: number) =>
          evaluate({
            ...chain,
            layers: chain.layers.map((layer, j) => (j === i ? { ...layer, w: layer.w + change } : layer)),
          }).loss
        chain.layers.forEach((_, i) => {
          const difference = (lossWith(i, h) - lossWith(i, -h)) / (2 * h)
          expect(Math.abs(gradW[i] - difference), `${activation}, ${loss}, w_${i + 1}`).toBeLessThan(1e-9)
        })
        const shifted = (change: number) => evaluate({ ...chain, x: chain.x + change }).loss
        const difference = (shifted(h) - shifted(-h)) / (2 * h)
        expect(Math.abs(gradX - difference), `${activation}, ${loss}, x`).toBeLessThan(1e-9)
      }
    }
  })

  it('keep a gradient alive through saturated units', () => {
    const { f, gradW } = evaluate(chainOf('tanh', 1, 0, 25, 1))
    expect(f[0]).toBe(1)
    expect(gradW[0]).toBeGreaterThan(0)
    expect(gradW[0]).toBeLessThan(1e-20)
  })

  it('under the logistic loss give δ_L = f_L − y for a last sigmoid', () => {
    const chain: Chain = { ...chainOf('sigmoid', 0.4, 0.2, 1.5, -2), loss: 'logistic' }
    const { f, delta } = evaluate(chain)
    expect(delta[1]).toBe(f[1] - 0.2)
  })

  it('tell a bias of 0 from none only by the sign of a zero', () => {
    const without = chainOf('identity', -0, 0, 1)
    const layers = [{ w: 1, b: 0, activation: 'identity' as const }]
    expect(evaluate(without).z[0]).toBe(-0)
    expect(evaluate({ ...without, layers }).z[0]).toBe(0)
  })

  it('multiply δᵢ from left to right, (f′(zᵢ)·wᵢ₊₁)·δᵢ₊₁, as DIGEST.md has it', () => {
    // From right to left, wᵢ₊₁·δᵢ₊₁ = 10²⁰⁰·2·10²⁰⁰ would overflow.
    const layers: Layer[] = [
      { w: 1, activation: 'sigmoid' },
      { w: 1e200, activation: 'identity' },
    ]
    const { delta } = evaluate({ x: -460, y: -1e200, loss: 'squared', layers })
    expect(delta[0]).toBe(slope('sigmoid', -460) * 1e200 * 2e200)
    expect(delta[0]).toBeLessThan(1e201)

    for (let w = 0.1; w < 2; w += 0.1) {
      const passes = evaluate(chainOf('tanh', 0.9, 0.3, 0.7, w))
      expect(passes.delta[0], `w_2 = ${w}`).toBe(slope('tanh', passes.z[0]) * w * passes.delta[1])
    }
  })

  it('multiply the slopes of the last unit and of the loss, and each input of a layer, as they are', () => {
    const { z, f, delta, gradW, gradX } = evaluate(chainOf('sigmoid', 0.9, 0.3, 0.7, -0.8))
    expect(delta[1]).toBe(slope('sigmoid', z[1]) * (2 * (f[1] - 0.3)))
    expect([...gradW]).toEqual([0.9 * delta[0], f[0] * delta[1]])
    expect(gradX).toBe(0.7 * delta[0])
  })

  it('leave the chain as it was, and give the same again', () => {
    const chain = Object.freeze(chainOf('sigmoid', 1, 0, 2, 3))
    expect(evaluate(chain)).toEqual(evaluate(chain))
  })

  it('repeated in one workspace give what they give alone, whatever stood there before', () => {
    const layers = ACTIVATIONS.map((activation, i) =>
      i % 2 === 0 ? { w: 1.1, activation } : { w: -0.9, b: 0.2, activation },
    )
    const workspace = workspaceFor(layers)
    for (const loss of LOSSES) {
      for (const x of [-40, -0.3, 0, 0.001, 7, Infinity]) {
        forwardInto(workspace, x)
        backwardInto(workspace, loss, x, 0.4)
        const { z, f, delta, gradW } = workspace
        const { gradX, loss: value, ...alone } = evaluate({ layers, x, y: 0.4, loss })
        expect({ z, f, delta, gradW }, `x = ${x}`).toEqual(alone)
        expect([lossIn(workspace, loss, 0.4), workspace.w[0] * delta[0]]).toEqual([value, gradX])
      }
    }
  })
})
