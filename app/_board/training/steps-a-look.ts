import { type RunStart, scheduleOf } from '@/lib/engine'

/** Steps between two looks at the clock, for a chain of one layer and one sample a step. */
const UNITS_A_LOOK = 20_000

/** Steps of a run that take about a millisecond: between two of these looks at the clock nothing else happens. */
export const stepsALook = (start: RunStart): number =>
  Math.ceil(UNITS_A_LOOK / (start.layers.length * scheduleOf(start).batch))
