import { shortText } from '@/lib/notation'
import { count } from './count'
import type { GrowingCurve } from './growing-curve'

/** Above this ratio of the largest to the smallest loss only a log scale shows both. */
const TWO_DECADES = 100

/** Whether the finite losses are all positive and span more than two decades. */
export function needsLogScale(losses: readonly number[]): boolean {
  const { min, max } = extent(losses)
  return min > 0 && max / min > TWO_DECADES
}

/** The smallest and the largest finite loss; both 0 when there is none. */
export function extent(losses: readonly number[]): { min: number; max: number } {
  const finite = losses.filter(Number.isFinite)
  if (finite.length === 0) return { min: 0, max: 0 }
  return { min: Math.min(...finite), max: Math.max(...finite) }
}

/** Why there is no line to draw, where fewer than two losses are finite; null where there is one. */
export function noCurveWords({ steps, losses }: Pick<GrowingCurve, 'steps' | 'losses'>): string | null {
  const finite = steps.filter((_, i) => Number.isFinite(losses[i]))
  if (finite.length > 1) return null
  if (finite.length === 0) return 'No step of this run has a finite loss.'
  return `Only step ${count(finite[0])} of this run has a finite loss.`
}

/** The curve for those who do not see it: `Loss from 0.53 at step 0 to 0.0021 at step 140`. */
export function curveWords(
  { steps, losses }: Pick<GrowingCurve, 'steps' | 'losses'>,
  isMean: boolean,
): string {
  const from = `${shortText(losses[0] ?? 0)} at step ${count(steps[0] ?? 0)}`
  const to = `${shortText(losses.at(-1) ?? 0)} at step ${count(steps.at(-1) ?? 0)}`
  return `${isMean ? 'Mean loss' : 'Loss'} from ${from} to ${to}`
}
