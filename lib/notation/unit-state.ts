import type { Activation, Loss } from '@/lib/engine'
import { slope } from '@/lib/engine'
import { kinkWords, lossKinkAt, unitKinkAt } from './kink'

/** Below this slope a unit on a flat tail of its curve passes so little back that its layer hardly learns. */
const SATURATED_SLOPE = 0.05
/** Above this, an output or a delta is beyond what a learning rate can steady. */
const EXPLODING = 1e3
/** A delta below this share of δ_L has vanished on its way back. */
const VANISHING_SHARE = 1e-4
/** Left of this the SiLU goes flat. Its slope is 0 at its minimum too, at −1.28, but there it only turns. */
const SILU_TAIL = -2.4

/** What is wrong with a unit or the loss, and one sentence that says so. */
export interface UnitState {
  readonly kind:
    | 'overflow'
    | 'exploding'
    | 'at a kink'
    | 'dead'
    | 'saturated'
    | 'no gradient'
    | 'vanishing'
    | 'no slope'
  readonly words: string
}

/** What one unit computed, and the delta of the last layer to compare with. */
export interface UnitValues {
  readonly z: number
  readonly f: number
  readonly delta: number
  readonly lastDelta: number
  /** The first of the unit's numbers that overflowed by itself; null when none did. */
  readonly overflowed: 'z' | 'f' | 'delta' | null
}

/**
 * Whether an activation is on a flat tail of its curve at `z`, with a slope below 0.05: both tails of tanh and sigmoid, the left
 * one of softplus, ELU and SiLU. (ReLU is flat on its left without a tail: there a unit is dead.)
 */
export function isSaturated(activation: Activation, z: number): boolean {
  if (activation === 'relu' || activation === 'leaky-relu' || activation === 'identity') return false
  if (activation === 'silu' && !(z < SILU_TAIL)) return false
  return Math.abs(slope(activation, z)) < SATURATED_SLOPE
}

const NAMES = { z: 'z', f: 'the output f', delta: 'δ' }

/**
 * The state of a unit that is worth a mark on the board, or null for a healthy one. Where several hold, the cause
 * wins over its effect: overflow (a number beyond ±1.8e308), exploding (|f| or |δ| > 1,000), at a kink (z = 0, where the
 * slope is a convention), dead (ReLU with z < 0), saturated (a flat tail), no gradient (δ = 0 although δ_L is not), vanishing
 * (|δ| < |δ_L| / 10,000).
 */
export function unitState(activation: Activation, values: UnitValues): UnitState | null {
  const { z, f, delta, lastDelta, overflowed } = values
  if (overflowed !== null) {
    return {
      kind: 'overflow',
      words: `Overflow: ${NAMES[overflowed]} is beyond ±1.8e308, where numbers end.`,
    }
  }
  if (isExploding(f) || isExploding(delta)) {
    const what = isExploding(f) ? 'output' : 'delta'
    return { kind: 'exploding', words: `Exploding: the ${what} is beyond ±1,000.` }
  }
  const kink = unitKinkAt(activation, z)
  if (kink !== null) return { kind: 'at a kink', words: kinkWords(kink, true) }
  if (activation === 'relu' && z < 0) {
    return {
      kind: 'dead',
      words: 'Dead: z is below 0, so the slope of ReLU is 0 and nothing flows back.',
    }
  }
  if (isSaturated(activation, z)) {
    return { kind: 'saturated', words: 'Saturated: the activation is flat here, so little flows back.' }
  }
  if (delta === 0 && lastDelta !== 0) {
    return {
      kind: 'no gradient',
      words: 'No gradient: a layer further on lets nothing through, so the delta is 0.',
    }
  }
  if (Math.abs(delta) < VANISHING_SHARE * Math.abs(lastDelta)) {
    return { kind: 'vanishing', words: 'Vanishing: the delta is under a ten-thousandth of the last layer’s.' }
  }
  return null
}

/** The same of the loss at the end of the chain: at a kink, or no slope (a hinge beyond its margin). */
export function lossState(loss: Loss, f: number, y: number): UnitState | null {
  const kink = lossKinkAt(loss, f, y)
  if (kink !== null) return { kind: 'at a kink', words: kinkWords(kink, true) }
  if (loss === 'hinge' && y * f > 1) {
    return {
      kind: 'no slope',
      words:
        'Beyond the margin: y·f is above 1, so the hinge loss and its slope are 0 and nothing flows back.',
    }
  }
  return null
}

/** What is not finite has overflowed, here or before. */
const isExploding = (value: number): boolean => Number.isFinite(value) && Math.abs(value) > EXPLODING
