'use client'

import { useBoardScope } from '../board-scope'
import { count } from './count'
import { DockButton } from './DockButton'
import styles from './RunNotice.module.css'

interface Props {
  /** The past step that is looked at, or null at the end of the run. */
  pastStep: number | null
  /** What happened to the run, or why no step can be taken. */
  words: string | null
  isBad: boolean
  onBack: () => void
}

/** One line under the controls, always there so that nothing jumps: where I am in the run and what happened to it. */
export function RunNotice({ pastStep, words, isBad, onBack }: Props) {
  const { mayEdit } = useBoardScope()
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
      <span role="status" className={pastStep === null ? undefined : 'unseen'} data-bad={isBad || undefined}>
        {words}
      </span>
    </div>
  )
}
