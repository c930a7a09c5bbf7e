'use client'

import { Play, Square } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { MAX_STEPS } from '@/lib/board'
import { count } from './count'
import { DockButton } from './DockButton'
import { ProgressBar } from './ProgressBar'
import styles from './RunControl.module.css'
import type { LongRun } from './use-long-run'
import type { RunProgress } from './use-run'

const DEFAULT = '1000'

interface Props {
  reason: string | null
  /** Of the Run that this tab plays. */
  progress: RunProgress | null
  /** A run that somebody took and that is computed here. */
  longRun: LongRun | null
  start: (steps: number) => void
  stop: () => void
}

/**
 * Many steps one after the other: how many, and Run. While they are taken, or steps that somebody else took are computed,
 * their progress and the way to stop it stand in the same place.
 */
export function RunControl({ reason, progress, longRun, start, stop }: Props) {
  const [text, setText] = useState(DEFAULT)
  const rangeId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const steps = Number(text)
  const isValid = Number.isInteger(steps) && steps >= 1 && steps <= MAX_STEPS
  const complaint = isValid ? null : `Type a number of steps from 1 to ${count(MAX_STEPS)}.`

  const { label, isStop, refusal, press } = pressable()
  function pressable() {
    if (progress !== null) return { label: 'Stop', isStop: true, refusal: null, press: stop }
    if (longRun?.isStopped) return { label: 'Continue', isStop: false, refusal: null, press: longRun.goOn }
    if (longRun) return { label: 'Stop computing', isStop: true, refusal: null, press: longRun.stop }
    return { label: 'Run', isStop: false, refusal: reason ?? complaint, press: () => start(steps) }
  }

  return (
    <form
      className={styles.run}
      onSubmit={event => {
        event.preventDefault()
        if (refusal !== null) return
        // The field makes room for the progress; Stop is where the hands should be.
        button.current?.focus()
        press()
      }}
    >
      {/* One button for all of it, so that the focus stays where it is. */}
      <DockButton ref={button} type="submit" reason={refusal}>
        {isStop ? <Square size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />}
        {label}
      </DockButton>
      {progress !== null ? (
        <ProgressBar name="Progress of the run" {...progress} />
      ) : longRun !== null ? (
        <ProgressBar name="Computed of the run" {...longRun} />
      ) : (
        <label className={styles.steps}>
          <input
            className={styles.count}
            type="number"
            aria-label="Steps of a run"
            aria-invalid={!isValid}
            aria-describedby={isValid ? undefined : rangeId}
            min={1}
            max={MAX_STEPS}
            step={1}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          {isValid ? (
            <span aria-hidden="true">steps</span>
          ) : (
            <span id={rangeId} className={styles.complaint}>
              1 to {count(MAX_STEPS)}
            </span>
          )}
        </label>
      )}
    </form>
  )
}
