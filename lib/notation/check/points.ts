import { type Activation, activate, type Layer, slope } from '@/lib/engine'
import { type EvaluatedChain, evaluatedChain } from '../evaluation/chain-environment'
import { type Shape, shapeKey } from '../evaluation/shape'
import { Random } from './random'

/**
 * Points at which a line is tried. Five are enough to tell every named mistake from the truth; eight show each unit with a kink on both
 * sides of it.
 */
const POINTS = 8
const POINTS_OF_A_DEEP_CHAIN = 5
const DEEP = 16

/** Weights that are tried for one layer before the best of them is taken. */
const ATTEMPTS = 40

/** How far apart, relatively, a factor and what is mistaken for it must be. Differences down to 10⁻⁹ are seen. */
const APART = 1e-2

const known = new Map<string, readonly EvaluatedChain[]>()

/**
 * Chains of this shape at which lines are tried, the same on every machine: |x| and |w| from 0.5 to 1.5, |y| from 0.3 to 0.9 (for the
 * hinge ±1, for the logistic loss positive). At no layer is a named mistake close to the truth, as far as the activation lets them
 * differ. All values have two decimals, so that they can be shown.
 */
export function pointsFor(shape: Shape): readonly EvaluatedChain[] {
  const key = shapeKey(shape)
  const found = known.get(key)
  if (found) return found
  const points = Array.from({ length: countFor(shape) }, (_, i) => pointFor(shape, i))
  if (known.size > 100) known.clear()
  known.set(key, points)
  return points
}

const countFor = ({ activations }: Shape): number =>
  activations.length > DEEP && !activations.some(hasKink) ? POINTS_OF_A_DEEP_CHAIN : POINTS

function pointFor(shape: Shape, number: number): EvaluatedChain {
  const random = new Random(1_000 + number)
  const x = random.signed(0.5, 1.5)
  const layers: Layer[] = []
  let signal = x
  shape.activations.forEach((activation, i) => {
    const hasBias = shape.biased[i] ?? false
    const side = hasKink(activation) ? sideOfKink(number, i) : null
    const layer = bestLayer(random, activation, hasBias, side, signal, layers.at(-1)?.w ?? x)
    layers.push(layer)
    signal = activate(activation, inputOf(layer, signal))
  })
  const { loss } = shape
  const y = targetFor(loss, random, signal)
  return evaluatedChain({ x, y, layers, loss }, random.hundredths(0.05, 0.5))
}

/**
 * On which side of its kink unit i is at a point: on at every second one, so that something is left to compare behind it; at the others
 * every fourth unit is off, another one each time.
 */
const sideOfKink = (point: number, i: number): 1 | -1 =>
  point % 2 === 1 && i % 4 === (point - 1) / 2 ? -1 : 1

const hasKink = (activation: Activation): boolean =>
  activation === 'relu' || activation === 'leaky-relu' || activation === 'elu'

const inputOf = ({ w, b = 0 }: Layer, signal: number): number => signal * w + b

function targetFor(loss: Shape['loss'], random: Random, output: number): number {
  if (loss === 'hinge') return random.below(2) === 0 ? 1 : -1
  if (loss === 'logistic') return random.hundredths(0.3, 0.9)
  for (let i = 0; i < ATTEMPTS; i++) {
    const y = random.signed(0.3, 0.9)
    if (apart(y, output) > 0.1) return y
  }
  return 0.37
}

function bestLayer(
  random: Random,
  activation: Activation,
  hasBias: boolean,
  side: 1 | -1 | null,
  signal: number,
  weightBefore: number,
): Layer {
  let best: Layer | null = null
  let widest = -1
  for (let i = 0; i < ATTEMPTS && widest < APART; i++) {
    const w = random.signed(0.5, 1.5)
    const layer: Layer = hasBias ? { w, b: random.signed(0.1, 0.6), activation } : { w, activation }
    const z = inputOf(layer, signal)
    if (side !== null && z * side <= 0 && (hasBias || signal !== 0)) continue
    const width = Math.min(apart(w, weightBefore), apart(w, signal), ...mistakenSlopes(activation, z))
    if (width > widest) {
      best = layer
      widest = width
    }
  }
  return best ?? { w: signal < 0 ? -0.83 : 0.83, ...(hasBias && { b: 0.29 }), activation }
}

/** How far f′(z) is from what is mistaken for it; where the activation makes them the same, that is left out. */
function mistakenSlopes(activation: Activation, z: number): readonly number[] {
  const f = activate(activation, z)
  const right = slope(activation, z)
  const isPiecewiseLinear = activation === 'identity' || activation === 'relu' || activation === 'leaky-relu'
  if (isPiecewiseLinear) return [apart(f, right), apart(f, z) || APART]
  return [
    f,
    1,
    slope(activation, f),
    1 - z * z,
    z * (1 - z),
    1 - f,
    activation === 'tanh' ? f * (1 - f) : 1 - f * f,
  ].map(mistaken => apart(mistaken, right))
}

const apart = (a: number, b: number): number => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-300)
