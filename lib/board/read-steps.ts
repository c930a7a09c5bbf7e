import type * as Y from 'yjs'
import { EntryGroups } from './entry-groups'
import { MAX_STEPS } from './limits'
import { MAX_PROBLEMS, type Problems } from './problems'
import { runOfKey } from './schema'
import { byText, Smallest } from './smallest'

/** The steps of a run, and the keys under which there is no number of steps. */
interface StepCount {
  readonly steps: number
  readonly unreadable: Smallest<string>
}
export type StepGroups = EntryGroups<number | null, StepCount>

/** The step counts of every run in the document (R9). */
export const groupSteps = (model: Y.Map<unknown>): StepGroups =>
  new EntryGroups(model, 'steps', {
    read: (_, value) => (isStepCount(value) ? value : null),
    groupOf: runOfKey,
    summarise(entries) {
      let steps = 0
      const unreadable = new Smallest(MAX_PROBLEMS, byText)
      for (const [key, value] of entries) {
        if (value === null) unreadable.add(key)
        else steps = Math.min(MAX_STEPS, steps + value)
      }
      return { steps, unreadable }
    },
  })

/** The steps of a run: what all its writers took together (R9). */
export function readSteps(groups: StepGroups, run: string, problems: Problems): number {
  const { steps, unreadable } = groups.summary(run)
  problems.addEntries('model.steps', unreadable, 'Not a number of steps; these steps are not counted.')
  return steps
}

const isStepCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
