import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, type Chain, evaluate, type Layer, LOSSES } from '@/lib/engine'
import { findOverflow, overflowWords } from './overflow'
import { quantityName } from './quantity'

const chainOf = (layers: readonly Layer[], rest: Partial<Chain> = {}): Chain => ({
  x: 1,
  y: 0,
  loss: 'squared',
  layers,
  ...rest,
})
const linear = (...weights: number[]): Layer[] => weights.map(w => ({ w, activation: 'identity' }))

function found(chain: Chain) {
  const overflow = findOverflow(chain, evaluate(chain))
  if (overflow === null) throw new Error('this chain was meant to overflow')
  return overflow
}

describe('an overflow', () => {
  it('is not found where every number is finite', () => {
    const chain = chainOf(linear(1e150, 1))
    expect(findOverflow(chain, evaluate(chain))).toBeNull()
  })

  it('is that of the first number beyond all numbers, and takes along what is computed from it', () => {
    const overflow = found(chainOf(linear(1e200, 1e200, 1, 1)))
    expect(quantityName(overflow.first)).toBe('z_2')
    expect(overflow.value).toBe(Number.POSITIVE_INFINITY)
    for (const key of ['f:2', 'z:3', 'f:3', 'z:4', 'loss', 'delta:4', 'delta:1', 'gradW:1', 'gradX']) {
      expect(overflow.lost, key).toContain(key)
    }
    expect(overflow.lost).not.toContain('z:2')
    expect(overflow.lost).not.toContain('f:1')
    expect(overflow.causeOf({ kind: 'gradW', layer: 1 })).toEqual({ kind: 'z', layer: 2 })
  })

  it('ends where a bounded unit leads back to finite numbers, and a later one is another one', () => {
    const layers: Layer[] = [
      { w: 1e300, activation: 'identity' },
      { w: 1e300, activation: 'tanh' },
      { w: 1e300, activation: 'identity' },
      { w: -1e300, activation: 'identity' },
    ]
    const overflow = found(chainOf(layers))
    expect(quantityName(overflow.first)).toBe('z_2')
    expect(overflow.causeOf({ kind: 'f', layer: 2 })).toBeUndefined()
    expect(overflow.causeOf({ kind: 'z', layer: 4 })).toEqual({ kind: 'z', layer: 4 })
    expect(overflow.causeOf({ kind: 'f', layer: 4 })).toEqual({ kind: 'z', layer: 4 })
  })

  it('may come on the way back alone', () => {
    const overflow = found(chainOf(linear(1e-200, 1e200, 1e200), { x: 1e-100 }))
    expect(quantityName(overflow.first)).toBe('δ_1')
    expect(overflow.lost).toContain('gradX')
    expect(overflow.lost).not.toContain('delta:2')
  })

  it('is that of the weight which a run that diverged has lost', () => {
    const overflow = found(chainOf([...linear(1), { w: Number.NaN, activation: 'tanh' }]))
    expect(quantityName(overflow.first)).toBe('w_2')
    expect(overflow.causeOf({ kind: 'delta', layer: 1 })).toEqual({ kind: 'w', layer: 2 })
    expect(overflowWords(overflow, '7')).toBe(
      'w_2 is no longer a finite number at step 7. What would follow from it is shown as —.',
    )
  })

  it('explains everything that is not finite, whatever the chain', () => {
    const size = fc.constantFrom(0, 1, -1, 1e-300, 1e155, -1e200, 1.7e308)
    const layer = fc.record({ w: size, b: size, activation: fc.constantFrom(...ACTIVATIONS) })
    const chain = fc.record({
      x: size,
      y: size,
      loss: fc.constantFrom(...LOSSES),
      layers: fc.array(layer, { minLength: 1, maxLength: 6 }),
    })
    fc.assert(
      fc.property(chain, chain => {
        const passes = evaluate(chain)
        const overflow = findOverflow(chain, passes)
        const isKnown = (quantity: { kind: 'z' | 'f' | 'delta' | 'gradW'; layer: number }) => {
          const cause = overflow?.causeOf(quantity)
          expect(cause === undefined).toBe(Number.isFinite(passes[quantity.kind][quantity.layer - 1]))
        }
        for (const kind of ['z', 'f', 'delta', 'gradW'] as const) {
          for (let layer = 1; layer <= chain.layers.length; layer++) isKnown({ kind, layer })
        }
        expect(overflow?.causeOf({ kind: 'loss' }) === undefined).toBe(Number.isFinite(passes.loss))
      }),
    )
  })
})

describe('an overflow in words', () => {
  it('names what it was, where to and at which step', () => {
    const overflow = found(chainOf(linear(-1e200, 1e200, 1)))
    expect(overflowWords(overflow, '1,200')).toBe(
      'z_2 overflows to −∞ at step 1,200: no number here is larger than 1.8e308. What would follow from it is shown as —.',
    )
    expect(overflowWords(overflow, null)).toMatch(/^z_2 overflows to −∞: /)
  })

  it('says nothing of what follows where nothing does', () => {
    const overflow = found(chainOf(linear(1e160)))
    expect(quantityName(overflow.first)).toBe('L')
    expect(overflowWords(overflow, null)).toBe('L overflows to ∞: no number here is larger than 1.8e308.')
  })
})
