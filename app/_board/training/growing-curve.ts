import type { Run } from '@/lib/engine'

/** The mean loss at every `stride`-th step of a run and at its last one. */
export interface GrowingCurve {
  readonly run: Run
  readonly stride: number
  readonly steps: readonly number[]
  readonly losses: readonly number[]
}

/** About one point for every pixel of the plot. */
export const MOST_POINTS = 240

/**
 * The curve of a run up to `upTo` or to its divergence. Strides are powers of two, so that a run that has grown keeps
 * the points it has: only the new ones are replayed.
 */
export function growCurve(known: GrowingCurve | null, run: Run, upTo: number): GrowingCurve {
  const end = run.divergesBy(upTo) ?? upTo
  let stride = 1
  while (end / stride > MOST_POINTS - 2) stride *= 2

  const steps: number[] = []
  for (let step = 0; step < end; step += stride) steps.push(step)
  steps.push(end)

  const reusable = known?.run === run ? known : null
  const losses = steps.map(step => knownLoss(reusable, step) ?? run.lossAt(step))
  return { run, stride, steps, losses }
}

function knownLoss(known: GrowingCurve | null, step: number): number | undefined {
  if (known === null || step % known.stride !== 0) return undefined
  const index = step / known.stride
  return known.steps[index] === step ? known.losses[index] : undefined
}
