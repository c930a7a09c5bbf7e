import { describe, expect, it } from 'vitest'
import { exp } from './exp'
import { expm1 } from './expm1'
import hardCases from './hard-cases.json'
import { log } from './log'
import { log1p } from './log1p'
import { reference } from './reference'
import { sigmoid } from './sigmoid'
import { softplus } from './softplus'
import { tanh } from './tanh'

const functions = { exp, expm1, log, log1p, tanh, sigmoid, softplus }
type Name = keyof typeof functions
const NAMES: readonly Name[] = ['exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'softplus']

const LARGEST = Number.MAX_VALUE
const SMALLEST = Number.MIN_VALUE

/** [argument, value] where the value is exact or a limit. */
const KNOWN: Record<Name, readonly (readonly [number, number])[]> = {
  exp: [
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [LARGEST, Infinity],
    [-LARGEST, 0],
    [SMALLEST, 1],
  ],
  expm1: [
    [0, 0],
    [-0, -0],
    [Infinity, Infinity],
    [-Infinity, -1],
    [-LARGEST, -1],
    [-SMALLEST, -SMALLEST],
  ],
  log: [
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, Number.NaN],
    [-SMALLEST, Number.NaN],
    [Infinity, Infinity],
  ],
  log1p: [
    [0, 0],
    [-0, -0],
    [-1, -Infinity],
    [-2, Number.NaN],
    [Infinity, Infinity],
    [SMALLEST, SMALLEST],
  ],
  tanh: [
    [0, 0],
    [-0, -0],
    [Infinity, 1],
    [-Infinity, -1],
    [SMALLEST, SMALLEST],
    [-LARGEST, -1],
  ],
  sigmoid: [
    [0, 0.5],
    [-0, 0.5],
    [Infinity, 1],
    [-Infinity, 0],
    [LARGEST, 1],
    [-LARGEST, 0],
    [SMALLEST, 0.5],
  ],
  softplus: [
    [Infinity, Infinity],
    [-Infinity, 0],
    [LARGEST, LARGEST],
    [-LARGEST, 0],
  ],
}

/** Where each function bends, so that chance meets every path through it. */
const RANGES: Record<Name, readonly (readonly [number, number])[]> = {
  exp: [
    [-4, 4],
    [-745, 709],
  ],
  expm1: [
    [-4, 4],
    [-0.004, 0.004],
    [-38, 709],
  ],
  log: [
    [0, 4],
    [0.995, 1.005],
    [0, 1e6],
  ],
  log1p: [
    [-1, 4],
    [-0.005, 0.005],
    [0, 1e6],
  ],
  tanh: [
    [-4, 4],
    [-0.005, 0.005],
    [-20, 20],
  ],
  sigmoid: [
    [-4, 4],
    [-40, 40],
    [-700, 0],
  ],
  softplus: [
    [-4, 4],
    [-40, 60],
    [-700, 0],
  ],
}

describe.each(NAMES)('%s', name => {
  const f = functions[name]
  const truth = reference[name]

  it('takes its known values, signs of zero included', () => {
    for (const [x, value] of KNOWN[name]) expect(f(x), `${name}(${x})`).toBe(value)
    expect(f(Number.NaN)).toBeNaN()
  })

  it('is the nearest double at hard arguments: beside midpoints, at edges, among the subnormal, before overflow', () => {
    expect(hardCases[name].length).toBeGreaterThan(80)
    for (const [x, value] of hardCases[name]) expect(f(Number(x)), `${name}(${x})`).toBe(Number(value))
  })

  it('is the nearest double at arguments drawn from everywhere it bends', () => {
    const random = randomNumbers()
    for (const [low, high] of RANGES[name]) {
      for (let i = 0; i < 40; i++) {
        const x = low + (high - low) * random()
        expect(f(x), `${name}(${x})`).toBe(truth(x))
      }
    }
  })
})

/** Numbers in (0, 1), the same in every run of the test. */
function randomNumbers(): () => number {
  let state = 123_456_789
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 0) + 0.5) / 4294967296
  }
}
