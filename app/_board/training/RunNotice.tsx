'use client'

import { useBoardScope } from '../board-scope'
import { count } from './count'
import { DockButton } from './DockButton'
import { longRunSpoken, longRunWords } from './long-run-words'
import styles from './RunNotice.module.css'
import type { LongRun } from './use-long-run'

interface Props {
  /** The past step that is looked at, or null at the end of the run. */
  pastStep: number | null
  /** The run as far as it is computed, while it is not to the end. */
  longRun: LongRun | null
  /** What happened to the run, or why no step can be taken. */
  words: string | null
  isBad: boolean
  onBack: () => void
}

/** One line under the controls, always there so that nothing jumps: where I am in the run and what happened to it. */
export function RunNotice({ pastStep, longRun, words, isBad, onBack }: Props) {
  const { readOnly, mayEdit } = useBoardScope()
  const isSeen = pastStep === null && longRun === null
  return (
    <div className={styles.notice}>
      {pastStep !== null && (
        <>
          <span>
            You look at step {count(pastStep)}
            {mayEdit ? '; an edit starts a new run from here.' : '.'}
          </span>
          <DockButton className={styles.back} onClick={onBack}>
            Back to now
          </DockButton>
        </>
      )}
      {pastStep === null && longRun !== null && (
        <span className={styles.extent} aria-hidden="true">
          {longRunWords(longRun, readOnly === null)}
        </span>
      )}
      <span role="status" className={isSeen ? undefined : 'unseen'} data-bad={isBad || undefined}>
        {longRun === null ? words : longRunSpoken(longRun)}
      </span>
    </div>
  )
}
