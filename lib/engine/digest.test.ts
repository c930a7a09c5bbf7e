import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate } from './backward'
import { type ChainJson, readChainJson } from './chain-json'
import { digestOfParameters, digestOfResults, digestOfRun, digestOfState } from './digest'
import { Fnv64 } from './fnv'
import { startRun } from './run'
import type { Chain, Run, RunStart } from './types'

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

type Kind = 'results' | 'run' | 'parameters' | 'state'

/** The digests that DIGEST.md publishes, each with its chain. */
const VECTORS = publishedVectors(readFileSync(new URL('DIGEST.md', import.meta.url), 'utf8'))

function publishedVectors(page: string): [Kind, ChainJson, string][] {
  return [...page.matchAll(/```json\n(.*)\n```\n(.*)\n/g)].flatMap(([, json, digests]) => {
    const reading = readChainJson(JSON.parse(json))
    if (!reading.ok) throw new Error(reading.message)
    const pairs = [...digests.matchAll(/(results|run|parameters|state) `([0-9a-f]{16})`/g)]
    // The expression matches nothing but kinds.
    return pairs.map(([, kind, value]): [Kind, ChainJson, string] => [kind as Kind, reading.value, value])
  })
}

const startOf = ({ x, y, samples = [{ x, y }], eta = 0, ...chain }: ChainJson): RunStart => ({
  ...chain,
  samples,
  eta,
})
const runOf = (chain: ChainJson): Run => startRun(startOf(chain))
const stepsOf = ({ steps = 0 }: ChainJson): number => steps

function digestsOf(chain: ChainJson): Record<Kind, () => string> {
  const run = runOf(chain)
  const steps = stepsOf(chain)
  const layers = run.layersAt(steps)
  const sample = run.start.samples[run.batchAt(steps)[0]]
  return {
    results: () => digestOfResults(evaluate(chain)),
    run: () => digestOfRun(run.start, steps),
    parameters: () => digestOfParameters(layers),
    state: () => digestOfState(layers, evaluate({ ...sample, layers, loss: chain.loss })),
  }
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
  it.each(VECTORS)(
    'of the test vectors in DIGEST.md are what the engine computes: %s, number %#',
    (kind, chain, value) => {
      expect(digestsOf(chain)[kind]()).toBe(value)
    },
  )

  it('are published for what other implementations get wrong', () => {
    expect(VECTORS).toHaveLength(19)
    const runs = VECTORS.map(([, chain]) => chain).filter(({ steps }) => steps !== undefined)
    const ends = runs.map(chain => runOf(chain).divergesBy(stepsOf(chain)))
    expect(new Set(ends)).toEqual(new Set([null, 3]))
    const results = VECTORS.filter(([kind]) => kind === 'results').map(([, chain]) => evaluate(chain))
    expect(results.some(({ z }) => z.every(value => Object.is(value, -0)) && z.length === 2)).toBe(true)
    expect(results.some(({ delta }) => delta.some(Number.isNaN))).toBe(true)
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
