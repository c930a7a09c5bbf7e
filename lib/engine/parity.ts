import { digestOfParameters } from './digest'
import { exp } from './elementary/exp'
import { expm1 } from './elementary/expm1'
import { log } from './elementary/log'
import { log1p } from './elementary/log1p'
import { sigmoid } from './elementary/sigmoid'
import { softplus } from './elementary/softplus'
import { tanh } from './elementary/tanh'
import { Fnv64 } from './fnv'
import { startRun } from './run'
import { ACTIVATIONS, type Layer, LOSSES, OPTIMISERS, type Sample } from './types'

const FUNCTIONS = [exp, expm1, log, log1p, sigmoid, softplus, tanh]

/** Arguments between −size and size, this many for each function. */
const RANGES = [
  { size: 4, points: 8_000 },
  { size: 1 / 512, points: 2_000 },
  { size: 40, points: 2_000 },
  { size: 745, points: 400 },
]
const ARBITRARY_DOUBLES = 2_000
const CHAIN_LENGTH = 20

/** How much is computed: about 100,000 values of functions at a time, and trained chains. */
export interface Effort {
  readonly times: number
  readonly chains: number
  readonly steps: number
}

/** Seconds in every engine: for each test run. */
export const SMALL: Effort = { times: 1, chains: 15, steps: 200 }
/** A million values, and 40 chains of 20 layers trained for 1,000 steps. */
export const FULL: Effort = { times: 10, chains: 40, steps: 1_000 }

/**
 * One digest over values of every elementary function and over trained chains with every activation, loss, order and optimiser.
 * Two JavaScript engines that agree on it compute the same bits. Needs nothing but the language itself.
 */
export function parityDigest({ times, chains, steps }: Effort): string {
  const hash = new Fnv64()
  const random = new RandomNumbers(20_260_101)
  for (const f of FUNCTIONS) {
    for (const { size, points } of RANGES) {
      for (let i = 0; i < times * points; i++) hash.writeDouble(f(random.between(-size, size)))
    }
    for (let i = 0; i < times * ARBITRARY_DOUBLES; i++) hash.writeDouble(f(random.anyDouble()))
  }
  for (let i = 0; i < chains; i++) {
    const trained = trainedChain(random, i, steps)
    for (const digit of digestOfParameters(trained)) hash.writeByte(digit.charCodeAt(0))
  }
  return hash.hex()
}

/** Chain i of the training: five losses, three optimisers, two orders and three sizes of batch take turns. */
function trainedChain(random: RandomNumbers, i: number, steps: number): readonly Layer[] {
  const layers = Array.from({ length: CHAIN_LENGTH }, (_, k) => randomLayer(random, k))
  const samples = Array.from({ length: 3 }, () => randomSample(random))
  const run = startRun({
    layers,
    loss: LOSSES[i % LOSSES.length],
    samples,
    eta: 0.05,
    order: i % 2 === 0 ? 'in-order' : 'shuffled',
    seed: i,
    batch: (Math.floor(i / 3) % 3) + 1,
    optimiser: OPTIMISERS[i % OPTIMISERS.length],
  })
  return run.layersAt(steps)
}

function randomLayer(random: RandomNumbers, i: number): Layer {
  const activation = ACTIVATIONS[i % ACTIVATIONS.length]
  return { w: random.between(0.5, 1.5), b: random.between(-0.5, 0.5), activation }
}

function randomSample(random: RandomNumbers): Sample {
  return { x: random.between(-1.5, 1.5), y: random.between(0, 1) }
}

/** A 32-bit xorshift generator (Marsaglia, 2003): integers only, so that every engine draws the same numbers. */
class RandomNumbers {
  constructor(private state: number) {}

  between(low: number, high: number): number {
    return low + (high - low) * (this.next() / 4294967296)
  }

  /** A double of any size and sign, infinities and NaN included: 64 random bits. */
  anyDouble(): number {
    words[0] = this.next()
    words[1] = this.next()
    return double[0]
  }

  private next(): number {
    this.state ^= this.state << 13
    this.state ^= this.state >>> 17
    this.state ^= this.state << 5
    return this.state >>> 0
  }
}

// Byte order moves the bits of a random double around, and only that; all machines that run browsers are little-endian.
const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
