'use client'

import { Play, Square } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { count, countOf } from './count'
import { DockButton } from './DockButton'
import styles from './RunControl.module.css'
import type { RunProgress } from './use-run'

const LONGEST = 100_000
const DEFAULT = '1000'

interface Props {
  reason: string | null
  progress: RunProgress | null
  start: (steps: number) => void
  stop: () => void
}

/** Many steps one after the other: how many, Run, and while it runs its progress and Stop. */
export function RunControl({ reason, progress, start, stop }: Props) {
  const [text, setText] = useState(DEFAULT)
  const rangeId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const steps = Number(text)
  const isValid = Number.isInteger(steps) && steps >= 1 && steps <= LONGEST
  const complaint = isValid ? null : `Type a number of steps from 1 to ${count(LONGEST)}.`

  return (
    <form
      className={styles.run}
      onSubmit={event => {
        event.preventDefault()
        if (progress !== null) stop()
        else if (reason === null && isValid) {
          // The field makes room for the progress; Stop is where the hands should be.
          button.current?.focus()
          start(steps)
        }
      }}
    >
      {/* One button for both, so that the focus stays where it is. */}
      <DockButton ref={button} type="submit" reason={progress === null ? (reason ?? complaint) : null}>
        {progress === null ? <Play size={14} aria-hidden="true" /> : <Square size={14} aria-hidden="true" />}
        {progress === null ? 'Run' : 'Stop'}
      </DockButton>
      {progress === null ? (
        <label className={styles.steps}>
          <input
            className={styles.count}
            type="number"
            aria-label="Steps of a run"
            aria-invalid={!isValid}
            aria-describedby={isValid ? undefined : rangeId}
            min={1}
            max={LONGEST}
            step={1}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          {isValid ? (
            <span aria-hidden="true">steps</span>
          ) : (
            <span id={rangeId} className={styles.complaint}>
              1 to {count(LONGEST)}
            </span>
          )}
        </label>
      ) : (
        <div className={styles.steps}>
          <div
            className={styles.progress}
            role="progressbar"
            aria-label="Progress of the run"
            aria-valuemin={0}
            aria-valuemax={progress.total}
            aria-valuenow={progress.done}
            aria-valuetext={`${count(progress.done)} of ${countOf(progress.total, 'step')}`}
          >
            <span className={styles.bar} style={{ transform: `scaleX(${progress.done / progress.total})` }} />
          </div>
          <span>
            {count(progress.done)} of {count(progress.total)}
          </span>
        </div>
      )}
    </form>
  )
}
