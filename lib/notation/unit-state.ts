import type { Activation } from '@/lib/engine'
import { slope } from '@/lib/engine'

/** Below this slope a tanh or sigmoid unit passes so little back that its layer hardly learns. */
const SATURATED_SLOPE = 0.05
/** Above this, an output or a delta is beyond what a learning rate can steady. */
const EXPLODING = 1e3
/** A delta below this share of δ_L has vanished on its way back. */
const VANISHING_SHARE = 1e-4

/** What is wrong with a unit, and one sentence that says so. */
export interface UnitState {
  readonly kind: 'saturated' | 'dead' | 'exploding' | 'no gradient' | 'vanishing'
  readonly words: string
}

/** What one unit computed, and the delta of the last layer to compare with. */
export interface UnitValues {
  readonly z: number
  readonly f: number
  readonly delta: number
  readonly lastDelta: number
}

/** Whether a bounded activation is on its flat part at `z`: |f′(z)| < 0.05 for tanh and sigmoid. */
export const isSaturated = (activation: Activation, z: number): boolean =>
  (activation === 'tanh' || activation === 'sigmoid') && slope(activation, z) < SATURATED_SLOPE

/**
 * The state of a unit that is worth a mark on the board, or null for a healthy one. Where several hold, the cause
 * wins over its effect: exploding (|f| or |δ| > 1,000 or not finite), dead (ReLU with z ≤ 0), saturated
 * (tanh or sigmoid with f′ < 0.05), no gradient (δ = 0 although δ_L is not), vanishing (|δ| < |δ_L| / 10,000).
 */
export function unitState(activation: Activation, { z, f, delta, lastDelta }: UnitValues): UnitState | null {
  if (isExploding(f) || isExploding(delta)) {
    const what = isExploding(f) ? 'output' : 'delta'
    return { kind: 'exploding', words: `Exploding: the ${what} is beyond ±1,000.` }
  }
  if (activation === 'relu' && z <= 0) {
    return {
      kind: 'dead',
      words: 'Dead: z is not above 0, so the slope of ReLU is 0 and nothing flows back.',
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

/** Written so that NaN counts as exploding. */
const isExploding = (value: number): boolean => !(Math.abs(value) <= EXPLODING)
