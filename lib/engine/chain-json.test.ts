import { describe, expect, it } from 'vitest'
import { type ChainJson, readChainJson, writeChainJson } from './chain-json'

const LAYER = { w: 1, activation: 'tanh' }
const CHAIN = { x: 1, y: 2, layers: [LAYER, { ...LAYER, b: 3 }], loss: 'squared' }

const refusalOf = (changes: object): string => {
  const reading = readChainJson({ ...CHAIN, ...changes })
  return reading.ok ? 'accepted' : reading.message
}

describe('reading a chain', () => {
  it('gives the chain, with the fields of a run when they are there', () => {
    expect(readChainJson(CHAIN)).toEqual({ ok: true, value: CHAIN })
    const run = { ...CHAIN, eta: 0.1, steps: 100, samples: [{ x: 1, y: 2 }] }
    expect(readChainJson(run)).toEqual({ ok: true, value: run })
    const scheduled = { ...run, order: 'shuffled', seed: 4294967295, batch: 'all', optimiser: 'adam' }
    expect(readChainJson(scheduled)).toEqual({ ok: true, value: scheduled })
  })

  it('ignores fields that it does not know', () => {
    const extended = { ...CHAIN, title: 'mine', layers: [{ ...LAYER, note: 'first' }] }
    expect(readChainJson(extended)).toEqual({ ok: true, value: { ...CHAIN, layers: [LAYER] } })
  })

  it('names the place and what stands there when it is not what it must be', () => {
    expect(refusalOf({ layers: [LAYER, LAYER, { ...LAYER, w: 'abc' }] })).toBe(
      'layers[2].w must be a number, found "abc"',
    )
    expect(refusalOf({ x: undefined })).toBe('x is missing: it must be a number')
    expect(refusalOf({ x: null })).toBe('x must be a number, found null')
    expect(refusalOf({ y: Infinity })).toBe('y must be a finite number, found Infinity')
    expect(refusalOf({ layers: [{ ...LAYER, b: [] }] })).toBe('layers[0].b must be a number, found an array')
    expect(refusalOf({ layers: [3] })).toBe('layers[0] must be an object, found 3')
    expect(refusalOf({ layers: [] })).toBe('layers must not be empty')
    expect(refusalOf({ layers: {} })).toBe('layers must be an array, found an object')
    expect(refusalOf({ steps: 1.5 })).toBe('steps must be a whole number from 0 on, found 1.5')
    expect(refusalOf({ steps: -1 })).toBe('steps must be a whole number from 0 on, found -1')
    expect(refusalOf({ samples: [{ x: 1 }] })).toBe('samples[0].y is missing: it must be a number')
    expect(refusalOf({ order: 'random' })).toBe('order must be one of in-order, shuffled, found "random"')
    expect(refusalOf({ seed: -1 })).toBe('seed must be a whole number from 0 to 4294967295, found -1')
    expect(refusalOf({ seed: 2 ** 32 })).toBe(
      'seed must be a whole number from 0 to 4294967295, found 4294967296',
    )
    expect(refusalOf({ batch: 0 })).toBe('batch must be a whole number from 1 on, or "all", found 0')
    expect(refusalOf({ optimiser: 'rmsprop' })).toBe(
      'optimiser must be one of sgd, momentum, adam, found "rmsprop"',
    )
    expect(refusalOf({ loss: 'cross' })).toBe(
      'loss must be one of squared, half-squared, logistic, absolute, hinge, found "cross"',
    )
    expect(refusalOf({ layers: [{ w: 1, activation: 'Tanh' }] })).toMatch(
      /^layers\[0\]\.activation must be one of/,
    )
    expect(refusalOf({ layers: Array(100_001).fill(LAYER) })).toBe('layers holds 100001, the most is 100000')
    expect(readChainJson(7)).toEqual({ ok: false, message: 'the chain must be an object, found 7' })
    expect(readChainJson(undefined)).toMatchObject({ ok: false })
  })

  it('keeps a refusal on one line, however long or odd what it found', () => {
    const message = refusalOf({ x: `a\nb${'c'.repeat(1_000)}` })
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(100)
  })
})

it('a chain that is written and read has the same bits, the sign of zero included', () => {
  const chain: ChainJson = {
    x: -0,
    y: 0.1 + 0.2,
    layers: [
      { w: 5e-324, activation: 'leaky-relu' },
      { w: 1.7976931348623157e308, b: -0, activation: 'silu' },
    ],
    loss: 'half-squared',
    eta: 1e-7,
    steps: 12,
    samples: [
      { x: 1, y: -0 },
      { x: -1e21, y: 1 / 3 },
    ],
    order: 'shuffled',
    seed: 12,
    batch: 2,
    optimiser: 'momentum',
  }
  expect(readChainJson(JSON.parse(writeChainJson(chain)))).toEqual({ ok: true, value: chain })
  const { x, y, layers, loss } = chain
  expect(readChainJson(JSON.parse(writeChainJson({ x, y, layers, loss })))).toEqual({
    ok: true,
    value: { x, y, layers, loss },
  })
})
