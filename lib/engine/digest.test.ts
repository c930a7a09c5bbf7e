import { describe, expect, it } from 'vitest'
import { evaluate } from './backward'
import { digestOfParameters, digestOfResults, digestOfRun, digestOfState } from './digest'
import { Fnv64 } from './fnv'
import type { Chain, RunStart } from './types'

const CHAIN: Chain = {
  x: 0.5,
  y: 1,
  loss: 'squared',
  layers: [
    { w: 0.7, activation: 'tanh' },
    { w: -1.2, b: 0.1, activation: 'sigmoid' },
  ],
}

const RUN: RunStart = {
  layers: CHAIN.layers,
  loss: CHAIN.loss,
  samples: [
    { x: 0.5, y: 1 },
    { x: -1, y: 0 },
  ],
  eta: 0.1,
}

const fnvOfBytes = (bytes: Iterable<number>): string => {
  const hash = new Fnv64()
  for (const byte of bytes) hash.writeByte(byte)
  return hash.hex()
}

const fnvOf = (text: string): string => fnvOfBytes(new TextEncoder().encode(text))

const fnvOfDoubles = (...numbers: number[]): string => {
  const hash = new Fnv64()
  for (const n of numbers) hash.writeDouble(n)
  return hash.hex()
}

describe('the hash', () => {
  it('is FNV-1a of 64 bits', () => {
    expect(fnvOf('')).toBe('cbf29ce484222325')
    expect(fnvOf('a')).toBe('af63dc4c8601ec8c')
    expect(fnvOf('foobar')).toBe('85944171f73967e8')
  })

  it('tells −0 from 0 and takes every NaN for one', () => {
    expect(fnvOfDoubles(-0)).not.toBe(fnvOfDoubles(0))
    const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer)[0]
    expect(fnvOfDoubles(otherNaN)).toBe(fnvOfDoubles(Number.NaN))
    expect(fnvOfDoubles(Number.NaN)).toBe(fnvOfBytes([0, 0, 0, 0, 0, 0, 0xf8, 0x7f]))
  })

  it('tells arrays apart that hold the same numbers in other portions', () => {
    const portions = (...arrays: number[][]) => {
      const hash = new Fnv64()
      for (const array of arrays) hash.writeDoubles(array)
      return hash.hex()
    }
    expect(portions([1, 2], [3])).not.toBe(portions([1], [2, 3]))
  })
})

describe('the digests', () => {
  it('are those of the check in DIGEST.md', () => {
    expect(digestOfRun(RUN, 10)).toBe('5220846bdd361096')
    expect(digestOfResults(evaluate(CHAIN))).toBe('3bf76caa310c30df')
    expect(digestOfParameters(CHAIN.layers)).toBe('90f7c9dba1764b73')
    expect(digestOfState(CHAIN.layers, evaluate(CHAIN))).toBe('c0224620a3e75dd4')
  })

  it('of a run change with everything that determines it', () => {
    const [first, second] = RUN.layers
    const others: RunStart[] = [
      { ...RUN, eta: 0.2 },
      { ...RUN, samples: RUN.samples.toReversed() },
      { ...RUN, samples: RUN.samples.slice(1) },
      { ...RUN, loss: 'half-squared' },
      { ...RUN, layers: [first] },
      { ...RUN, layers: [{ ...first, w: 0.7000000000000001 }, second] },
      { ...RUN, layers: [{ ...first, b: 0 }, second] },
      { ...RUN, layers: [{ ...first, activation: 'elu' }, second] },
      { ...RUN, layers: [first, { ...second, b: 0.2 }] },
    ]
    const digests = [RUN, ...others].map(start => digestOfRun(start, 10))
    digests.push(digestOfRun(RUN, 11))
    expect(new Set(digests).size).toBe(digests.length)
  })

  it('of results change with the last bit of any result', () => {
    const passes = evaluate(CHAIN)
    const digests = (['z', 'f', 'delta', 'gradW'] as const).map(name => {
      const changed = Float64Array.from(passes[name])
      changed[1] *= 1 + Number.EPSILON
      return digestOfResults({ ...passes, [name]: changed })
    })
    digests.push(digestOfResults({ ...passes, loss: 0 }), digestOfResults({ ...passes, gradX: 0 }))
    expect(new Set([digestOfResults(passes), ...digests]).size).toBe(7)
  })

  it('of a state change with a parameter that no result shows', () => {
    const dead: Chain = { ...CHAIN, x: 0, layers: [{ w: 1, activation: 'relu' }] }
    const passes = evaluate(dead)
    expect(evaluate({ ...dead, layers: [{ w: 2, activation: 'relu' }] })).toEqual(passes)
    expect(digestOfState([{ w: 2, activation: 'relu' }], passes)).not.toBe(digestOfState(dead.layers, passes))
  })
})
