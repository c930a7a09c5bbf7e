import type { Derived } from '@/lib/board'
import { MAX_STEPS } from '@/lib/board'
import { type ReadOnly, readOnlyWords } from '../read-only'
import { count } from './count'
import { divergenceWords } from './divergence'

type Situation = Pick<Derived, 'run' | 'steps' | 'divergedAt'> & {
  readonly readOnly: ReadOnly | null
  /** Whether the end of the run is still to be computed here. */
  readonly isComputing: boolean
  readonly isRunning: boolean
}

/** Why no further step can be taken right now, in words, or null when one can. */
export function reasonNotToStep(situation: Situation): string | null {
  const { run, steps, divergedAt, readOnly, isComputing, isRunning } = situation
  if (readOnly !== null)
    return readOnlyWords(readOnly, 'you can scrub through the run, and editors take the steps')
  if (divergedAt !== null) return divergenceWords(run, divergedAt)
  if (isComputing) return 'The steps that were taken are still to be computed here.'
  if (isRunning) return 'A run is in progress.'
  if (steps >= MAX_STEPS) {
    return `A run has at most ${count(MAX_STEPS)} steps. Go back to the start weights or change a number to begin another.`
  }
  return null
}
