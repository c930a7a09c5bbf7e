import { describe, expect, it } from 'vitest'
import { evaluate } from './backward'
import { bigOfDouble } from './elementary/big'
import { ACTIVATIONS, type Activation, type Chain, type Layer, LOSSES, type Loss, type Passes } from './types'

// The passes once more in numbers of 200 bits, straight from the formulas of the textbook.

/** n·2^e, n of at most 200 bits. */
interface Wide {
  readonly n: bigint
  readonly e: number
}

const BITS = 200
/** Guard bits for sums of series. */
const WORK = 280n
const ONE = 1n << WORK

const shifted = (n: bigint, places: number): bigint => n << BigInt(places)

function wide(n: bigint, e: number): Wide {
  const excess = n.toString(2).length - BITS
  return excess > 0 ? { n: n >> BigInt(excess), e: e + excess } : { n, e }
}

const of = (x: number): Wide => {
  const { n, bits } = bigOfDouble(x)
  return { n, e: -bits }
}

const zero = of(0)
const one = of(1)
const two = of(2)

const times = (a: Wide, b: Wide): Wide => wide(a.n * b.n, a.e + b.e)
const minus = (a: Wide, b: Wide): Wide => plus(a, { n: -b.n, e: b.e })
const negated = (a: Wide): Wide => ({ n: -a.n, e: a.e })
const sizeOf = (a: Wide): Wide => (a.n < 0n ? negated(a) : a)

function plus(a: Wide, b: Wide): Wide {
  if (a.n === 0n) return b
  if (b.n === 0n) return a
  const [low, high] = a.e < b.e ? [a, b] : [b, a]
  // So far apart that the low one is below the last bit.
  if (high.e - low.e > 3 * BITS) return high
  return wide(shifted(high.n, high.e - low.e) + low.n, low.e)
}

const over = (a: Wide, b: Wide): Wide => wide(shifted(a.n, 2 * BITS) / b.n, a.e - b.e - 2 * BITS)

const fixed = ({ n, e }: Wide): bigint => shifted(n, e + Number(WORK))

/** log 2 = Σ 1/(i·2ⁱ) */
const LOG2 = Array.from({ length: Number(WORK) }, (_, i) => (ONE >> BigInt(i + 1)) / BigInt(i + 1)).reduce(
  (sum, term) => sum + term,
)

function exp(a: Wide): Wide {
  const x = fixed(a)
  const k = x / LOG2
  const r = x - k * LOG2
  let sum = ONE
  for (let term = ONE, i = 1n; term !== 0n && term !== -1n; i++) {
    term = (term * r) / ONE / i
    sum += term
  }
  return wide(sum, Number(k) - Number(WORK))
}

/** log(1 + a) for 0 ≤ a ≤ 1 by atanh: 2·(t + t³/3 + …) with t = a/(2 + a) ≤ 1/3 */
function log1p(a: Wide): Wide {
  const t = over(a, plus(two, a))
  const square = times(t, t)
  let sum = zero
  for (let i = 201; i > 0; i -= 2) sum = plus(over(one, of(i)), times(square, sum))
  return times(two, times(t, sum))
}

/** e^a − 1; by its series where the subtraction would leave too few bits. */
function expm1(a: Wide): Wide {
  if (sizeOf(a).n.toString(2).length + a.e > -40) return minus(exp(a), one)
  let sum = one
  for (let i = 8; i > 1; i--) sum = plus(one, times(over(a, of(i)), sum))
  return times(a, sum)
}

const sigmoid = (z: Wide): Wide => over(one, plus(one, exp(negated(z))))
const softplus = (z: Wide): Wide => plus(z.n > 0n ? z : zero, log1p(exp(negated(sizeOf(z)))))

function activated(activation: Activation, z: Wide): Wide {
  const positive = z.n > 0n
  switch (activation) {
    case 'tanh':
      return over(expm1(times(two, z)), plus(expm1(times(two, z)), two))
    case 'sigmoid':
      return sigmoid(z)
    case 'relu':
      return positive ? z : zero
    case 'leaky-relu':
      return positive ? z : times(of(0.01), z)
    case 'identity':
      return z
    case 'softplus':
      return softplus(z)
    case 'elu':
      return positive ? z : expm1(z)
    case 'silu':
      return times(z, sigmoid(z))
  }
}

function slopeAt(activation: Activation, z: Wide): Wide {
  const positive = z.n > 0n
  switch (activation) {
    case 'tanh':
      return times(of(4), times(sigmoid(times(two, z)), sigmoid(times(of(-2), z))))
    case 'sigmoid':
      return times(sigmoid(z), sigmoid(negated(z)))
    case 'relu':
      return positive ? one : zero
    case 'leaky-relu':
      return positive ? one : of(0.01)
    case 'identity':
      return one
    case 'softplus':
      return sigmoid(z)
    case 'elu':
      return positive ? one : exp(z)
    case 'silu':
      return times(sigmoid(z), plus(one, times(z, sigmoid(negated(z)))))
  }
}

/** The loss and ∂𝓛/∂z_L. */
function lossAt(loss: Loss, activation: Activation, z: Wide, f: Wide, y: Wide): { loss: Wide; delta: Wide } {
  const error = minus(f, y)
  const slope = slopeAt(activation, z)
  switch (loss) {
    case 'squared':
      return { loss: times(error, error), delta: times(slope, times(two, error)) }
    case 'half-squared':
      return { loss: times(of(0.5), times(error, error)), delta: times(slope, error) }
    case 'absolute':
      return {
        loss: sizeOf(error),
        delta: error.n === 0n ? zero : error.n > 0n ? slope : negated(slope),
      }
    case 'hinge': {
      const slack = minus(one, times(y, f))
      return slack.n > 0n ? { loss: slack, delta: times(slope, negated(y)) } : { loss: zero, delta: zero }
    }
    case 'logistic': {
      const logit = activation === 'sigmoid' ? z : f
      const outer = activation === 'sigmoid' ? one : slope
      return {
        loss: minus(softplus(logit), times(y, logit)),
        delta: times(outer, minus(sigmoid(logit), y)),
      }
    }
  }
}

function evaluateWide({ layers, x, y, loss: name }: Chain) {
  const z: Wide[] = []
  const f: Wide[] = []
  let signal = of(x)
  for (const { w, b, activation } of layers) {
    const sum = plus(times(signal, of(w)), of(b ?? 0))
    signal = activated(activation, sum)
    z.push(sum)
    f.push(signal)
  }
  const last = layers.length - 1
  const end = lossAt(name, layers[last].activation, z[last], f[last], of(y))
  const delta: Wide[] = Array(layers.length).fill(end.delta)
  for (let i = last - 1; i >= 0; i--) {
    delta[i] = times(times(slopeAt(layers[i].activation, z[i]), of(layers[i + 1].w)), delta[i + 1])
  }
  const gradW = delta.map((d, i) => times(i === 0 ? of(x) : f[i - 1], d))
  return { z, f, loss: [end.loss], delta, gradW, gradX: [times(of(layers[0].w), delta[0])] }
}

/** |computed − truth|/|truth| */
function relativeError(computed: number, truth: Wide): number {
  if (truth.n === 0n) return computed === 0 ? 0 : Infinity
  const ratio = over(sizeOf(minus(of(computed), truth)), sizeOf(truth))
  return Number(shifted(ratio.n, ratio.e + 120)) / 2 ** 120
}

/** The largest relative error of any z, f, δ, gradient or loss. */
function worstError(chain: Chain): number {
  const { z, f, delta, gradW, gradX, loss } = evaluate(chain)
  const truth = evaluateWide(chain)
  const pairs: [ArrayLike<number>, Wide[]][] = [
    [z, truth.z],
    [f, truth.f],
    [delta, truth.delta],
    [gradW, truth.gradW],
    [[gradX], truth.gradX],
    [[loss], truth.loss],
  ]
  return Math.max(...pairs.flatMap(([computed, wide]) => wide.map((w, i) => relativeError(computed[i], w))))
}

/** Numbers in [0, 1), the same in every run of the test. */
function randomNumbers(): () => number {
  let state = 20_260_101
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A chain of at most `depth` layers in which every third weight, about, is up to `steepness` times as large. */
function randomChain(
  random: () => number,
  activation: Activation | 'mixed',
  loss: Loss,
  depth: number,
  steepness: number,
): Chain {
  const between = (low: number, high: number) => low + (high - low) * random()
  const layers = Array.from({ length: depth }, (): Layer => {
    const size = between(0.5, 1.5) * (random() < 0.3 ? between(1, steepness) : 1)
    return {
      w: random() < 0.5 ? -size : size,
      ...(random() < 0.5 && { b: between(-0.5, 0.5) }),
      activation: activation === 'mixed' ? ACTIVATIONS[Math.floor(8 * random())] : activation,
    }
  })
  return { x: between(-1.5, 1.5), y: between(0, 1), layers, loss }
}

/**
 * Whether 53 bits can promise 13 digits at all. They cannot where a bias or the target cancels what it meets, where
 * zᵢ is so large that rounding it moves e^zᵢ by more (|zᵢ|·2⁻⁵³ relative), and where a δ leaves the normal numbers.
 */
function isWellConditioned({ layers, y }: Chain, { z, f, delta }: Passes): boolean {
  return (
    layers.every(({ b = 0 }, i) => Math.abs(z[i]) >= Math.abs(b) / 10 && Math.abs(z[i]) < 60) &&
    Math.abs(f[layers.length - 1] - y) > 0.05 &&
    delta.every(d => d === 0 || Math.abs(d) > 1e-290)
  )
}

describe('every number of both passes is within 1e-13 of a 200-bit evaluation', () => {
  it.each([...ACTIVATIONS, 'mixed' as const])('on random chains of %s units up to depth 64', activation => {
    const random = randomNumbers()
    let saturated = 0
    for (const loss of LOSSES) {
      for (const steepness of [1, 1, 10, 40, 40]) {
        const deepest = steepness === 1 ? () => 64 : () => Math.ceil(64 * random())
        let chain: Chain
        let passes: Passes
        do {
          chain = randomChain(random, activation, loss, deepest(), steepness)
          passes = evaluate(chain)
        } while (!isWellConditioned(chain, passes))
        saturated += passes.z.filter(z => Math.abs(z) > 19.1).length
        expect(worstError(chain), JSON.stringify(chain)).toBeLessThan(1e-13)
      }
    }
    if (activation === 'tanh' || activation === 'mixed') expect(saturated).toBeGreaterThan(0)
  })

  it('where tanh and sigmoid units have long been rounded to ±1', () => {
    for (const activation of ['tanh', 'sigmoid'] as const) {
      for (const loss of LOSSES) {
        const layers = [25, -31, 0.7, 38, -50, 20, 44].map((w): Layer => ({ w, activation }))
        const chain: Chain = { x: 1.1, y: 0.4, layers, loss }
        const { f, gradW } = evaluate(chain)
        expect(Math.abs(f[0])).toBeCloseTo(1, 10)
        expect(gradW[0], loss).not.toBe(0)
        expect(worstError(chain), `${activation}, ${loss}`).toBeLessThan(1e-13)
      }
    }
  })
})
