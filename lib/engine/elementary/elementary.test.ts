import { describe, expect, it } from 'vitest'
import { exp } from './exp'
import { expm1 } from './expm1'
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
const SMALLEST_NORMAL = 2.2250738585072014e-308

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

/** Arguments at which the value lies within 2⁻²⁰ of the last place from halfway between two doubles, or at an edge. */
const HARD: Record<Name, readonly number[]> = {
  exp: [
    -23.5509701015536, 15.946875814417055, 7.541752774995959e-10, 1.1102230246251565e-16,
    3.3306690738754696e-16, -5.551115123125783e-17, 709.782712893384, 709.7827128933841, -708.3964185322641,
    -708.3964185322642, -740, -745.1332191019411, -745.1332191019412,
  ],
  expm1: [
    0.0025711601357614397, -0.0013913164809293672, 0.005154292295318455, 0.08833887639223059,
    2.220446049250313e-16, 1.1102230246251565e-16, -1.1102230246251565e-16, 0.00390625, -0.00390625,
    0.003906249999999999, -37.5, 709.782712893384,
  ],
  log: [
    0.9986050099735628,
    0.9971776444923002,
    1.276020696256713,
    49.33403851543598,
    1.0000000000000002,
    0.9999999999999999,
    1.00390625,
    0.99609375,
    0.9960937499999999,
    1.41796875,
    1.4179687499999998,
    SMALLEST,
    SMALLEST_NORMAL,
    3e-310,
    LARGEST,
  ],
  log1p: [
    1.2571364530559967,
    -0.0028887878103313605,
    0.0006502082482634621,
    976.128562794386,
    2.220446049250313e-16,
    1.1102230246251565e-16,
    -1.1102230246251565e-16,
    0.00390625,
    -0.00390625,
    -0.9999999999999999,
    4503599627370497,
    LARGEST,
  ],
  tanh: [
    0.002839337290905352, -0.002821577461314339, 0.001921894076723385, -0.0000016346393568000654,
    0.08933161971289022, 7.450580596923828e-9, 1.4901161193847656e-8, 0.00390625, 19.061547465398498,
    18.714973875118524,
  ],
  sigmoid: [
    5.467111674484215e-8, -0.8709473480703913, 24.018477815405113, 2.220446049250313e-16,
    6.661338147750939e-16, -2.220446049250313e-16, 36.7368005696771, 37.42994775023705, -619.9, -620.1,
    -708.4, -744, -745.1332191019412,
  ],
  softplus: [
    1.0007409781127645, 0.004820127572976229, 18.666117905674234, -10.674537180728937, -5.541263545158426, 0,
    33.3, 36.7, 59.9, -619.9, -620.1, -708.4, -744, -745.1332191019412,
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

  it('is the nearest double at hard arguments', () => {
    for (const x of HARD[name]) expect(f(x), `${name}(${x})`).toBe(truth(x))
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
