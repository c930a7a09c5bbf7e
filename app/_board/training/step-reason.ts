import type { Derived } from '@/lib/board'
import { MAX_STEPS } from '@/lib/board'
import { count } from './count'
import { divergenceWords } from './divergence'

type Situation = Pick<Derived, 'run' | 'steps' | 'divergedAt'> & {
  readonly mayEdit: boolean
  readonly isRunning: boolean
}

/** Why no further step can be taken right now, in words, or null when one can. */
export function reasonNotToStep({ run, steps, divergedAt, mayEdit, isRunning }: Situation): string | null {
  if (!mayEdit) return 'Your link lets you look on: you can scrub through the run, editors take the steps.'
  if (divergedAt !== null) return divergenceWords(run, divergedAt)
  if (isRunning) return 'A run is in progress.'
  if (steps >= MAX_STEPS) {
    return `A run has at most ${count(MAX_STEPS)} steps. Go back to the start weights or change a number to begin another.`
  }
  return null
}
