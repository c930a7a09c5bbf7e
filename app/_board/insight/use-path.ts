'use client'

import { useMemo } from 'react'
import { useDerived } from '../board-scope'

/** So many places of a run are shown, at most. */
const MOST_PLACES = 200
/** As many steps back are walked again in a moment, however deep the chain is. */
const STEPS_BACK = 2_000

/**
 * The weights along the run up to the step that is looked at, that step last; of a long run along its latest steps. Each entry has wᵢ at
 * i − 1.
 */
export function usePath(): readonly (readonly number[])[] {
  const { run, step } = useDerived()
  return useMemo(() => {
    const first = Math.max(0, step - STEPS_BACK)
    const places = Math.min(step - first, MOST_PLACES)
    const steps = Array.from({ length: places }, (_, i) => first + Math.round(((step - first) * i) / places))
    return [...steps, step].map(at => run.layersAt(at).map(({ w }) => w))
  }, [run, step])
}
