import type { Run } from './types'

/**
 * The mean loss along a run, from step 0 to step `upTo` or to the step at which the run diverges, both included: at
 * every step if `maxPoints` (at least 2) allows, otherwise at steps as evenly spaced as whole numbers can be.
 */
export function lossCurve(run: Run, upTo: number, maxPoints: number): { steps: number[]; losses: number[] } {
  const end = run.divergesBy(upTo) ?? upTo
  const intervals = Math.min(end, maxPoints - 1)
  const steps = Array.from({ length: intervals + 1 }, (_, i) =>
    Math.floor((i * end) / Math.max(1, intervals)),
  )
  return { steps, losses: steps.map(step => run.lossAt(step)) }
}
