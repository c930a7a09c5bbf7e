import type { RunStart } from '@/lib/engine'

/** Passes through one unit between two looks at the clock. */
const UNITS_A_LOOK = 20_000

/** Steps of a run that take a millisecond or two: between two of these looks at the clock nothing else happens. */
export function stepsALook({ layers, samples, batch = 1 }: RunStart): number {
  const samplesAStep = batch === 'all' ? samples.length : Math.min(batch, samples.length)
  return Math.ceil(UNITS_A_LOOK / (layers.length * samplesAStep))
}
