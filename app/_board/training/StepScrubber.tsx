'use client'

import { RotateCcw } from 'lucide-react'
import type { RefObject } from 'react'
import { restart } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { type ReadOnly, readOnlyWords } from '../read-only'
import { count } from './count'
import { DockButton } from './DockButton'
import styles from './StepScrubber.module.css'

interface Props {
  step: number
  steps: number
  isRunning: boolean
  /** The range itself, for what gives it the focus back. */
  range: RefObject<HTMLInputElement | null>
}

/** Which step of the run this tab looks at; at the end it follows the run. Everybody may scrub. */
export function StepScrubber({ step, steps, isRunning, range }: Props) {
  const { board, session, readOnly } = useBoardScope()
  const words = steps === 0 ? 'no steps yet' : `step ${count(step)} of ${count(steps)}`

  return (
    <div className={styles.scrubber}>
      <span className={styles.words} aria-hidden="true">
        {words}
      </span>
      <input
        ref={range}
        className={styles.range}
        type="range"
        aria-label="Step of the run"
        aria-valuetext={words}
        min={0}
        max={Math.max(1, steps)}
        step={1}
        value={step}
        disabled={steps === 0}
        onChange={event => {
          const chosen = Number(event.target.value)
          session.setState({ viewedStep: chosen >= steps ? null : chosen })
        }}
      />
      <DockButton
        look="quiet"
        reason={reasonNotToRestart(readOnly, isRunning, steps)}
        onClick={() => {
          session.setState({ viewedStep: null })
          restart(board)
        }}
      >
        <RotateCcw size={14} aria-hidden="true" /> Back to the start weights
      </DockButton>
    </div>
  )
}

function reasonNotToRestart(readOnly: ReadOnly | null, isRunning: boolean, steps: number): string | null {
  if (readOnly !== null)
    return readOnlyWords(readOnly, 'drag the scrubber to the left to see the start weights')
  if (isRunning) return 'Stop the run first.'
  return steps === 0 ? 'These are the start weights.' : null
}
