import { costsAttempt, type Exercise, type Outcome } from '@/lib/protocol'

/** How far somebody is with an exercise. */
export interface Progress {
  /** Attempts that were used. */
  readonly used: number
  readonly isSolved: boolean
  /** Hints that were taken. */
  readonly hints: number
}

/** How far somebody is with the exercises of a board, by their ids. */
export type AllProgress = Readonly<Record<string, Progress>>

const UNTOUCHED: Progress = { used: 0, isSolved: false, hints: 0 }

export const progressOf = (all: AllProgress, id: string): Progress =>
  Object.hasOwn(all, id) ? (all[id] ?? UNTOUCHED) : UNTOUCHED

/** After an answer was marked: what could not be read, or was no answer to the question, costs nothing. */
export const afterMark = (progress: Progress, outcome: Outcome): Progress => ({
  ...progress,
  used: progress.used + (costsAttempt(outcome) ? 1 : 0),
  isSolved: progress.isSolved || outcome === 'right',
})

export const afterHint = (progress: Progress): Progress => ({ ...progress, hints: progress.hints + 1 })

/** The attempts are there again; hints that were read stay so. */
export const startedOver = ({ hints }: Progress): Progress => ({ ...UNTOUCHED, hints })

export const mayAnswer = ({ attempts }: Exercise, { used, isSolved }: Progress): boolean =>
  !isSolved && used < attempts

/** “1 of 2 attempts used” */
export const attemptsWords = ({ attempts }: Exercise, { used }: Progress): string =>
  `${Math.min(used, attempts)} of ${attempts} attempts used`

/** Progress as it was kept in a browser; what is none is left out. */
export function readProgress(raw: unknown): AllProgress {
  if (typeof raw !== 'object' || raw === null) return {}
  return Object.fromEntries(
    Object.entries(raw).filter((entry): entry is [string, Progress] => isProgress(entry[1])),
  )
}

function isProgress(raw: unknown): raw is Progress {
  if (typeof raw !== 'object' || raw === null) return false
  const { used, isSolved, hints } = raw as Partial<Record<keyof Progress, unknown>> // any field may be asked for
  return isCount(used) && isCount(hints) && typeof isSolved === 'boolean'
}

const isCount = (raw: unknown): boolean => typeof raw === 'number' && Number.isInteger(raw) && raw >= 0
