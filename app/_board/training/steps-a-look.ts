import type { RunStart } from '@/lib/engine'

/** Steps between two looks at the clock, for a chain of one layer. */
const UNITS_A_LOOK = 20_000

/** Steps of a run that take about a millisecond: between two of these looks at the clock nothing else happens. */
export const stepsALook = ({ layers }: RunStart): number => Math.ceil(UNITS_A_LOOK / layers.length)
