import type { Activation, Loss } from '@/lib/engine'

/** A place where a slope jumps, and the slope that counts there: a convention, which another program may choose otherwise. */
export interface Kink {
  /** Whose kink it is, in a sentence. */
  readonly owner: string
  /** Where it is: `z = 0`. */
  readonly place: string
  /** The slope that counts there. */
  readonly slope: string
}

const UNIT_KINKS: Partial<Record<Activation, Kink>> = {
  relu: { owner: 'ReLU', place: 'z = 0', slope: '0' },
  'leaky-relu': { owner: 'leaky ReLU', place: 'z = 0', slope: '0.01' },
}

const LOSS_KINKS: Partial<Record<Loss, Kink>> = {
  absolute: { owner: 'the absolute error', place: 'f = y', slope: '0' },
  hinge: { owner: 'the hinge loss', place: 'y·f = 1', slope: '0' },
}

/** The kink of an activation's slope, if it has one. (The slope of the ELU has none: it is 1 on both sides of 0.) */
export const kinkOfUnit = (activation: Activation): Kink | null => UNIT_KINKS[activation] ?? null

export const kinkOfLoss = (loss: Loss): Kink | null => LOSS_KINKS[loss] ?? null

/** The kink that a unit stands on exactly. */
export const unitKinkAt = (activation: Activation, z: number): Kink | null =>
  z === 0 ? kinkOfUnit(activation) : null

/** The kink that a loss stands on exactly. */
export function lossKinkAt(loss: Loss, f: number, y: number): Kink | null {
  const isThere = loss === 'absolute' ? f === y : loss === 'hinge' && y * f === 1
  return isThere ? kinkOfLoss(loss) : null
}

/** The convention as a sentence for whoever stands there, or else looks at the slope from elsewhere. */
export const kinkWords = ({ owner, place, slope }: Kink, isThere: boolean): string =>
  isThere
    ? `Exactly at the kink of ${owner}, ${place}, where its slope counts as ${slope}.`
    : `At the kink of ${owner}, ${place}, its slope counts as ${slope}.`
