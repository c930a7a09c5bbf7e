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

  const run = {
    label: 'Run',
    isStop: false,
    refusal: reason ?? complaint,
    press: () => start(steps),
    bar: null,
  }
  const { label, isStop, refusal, press, bar } =
    whileRunning(progress, stop) ?? whileComputing(longRun) ?? run

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
      {/* The field stays under the bar: Chromium looks through all fields of the page when one comes, out of sight or not. */}
      <div className={styles.place}>
        <label className={styles.steps} data-covered={bar !== null || undefined}>
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
        {bar !== null && <ProgressBar {...bar} />}
      </div>
    </form>
  )
}

/** What the button does in one situation, and the progress beside it. */
interface Control {
  readonly label: string
  readonly isStop: boolean
  /** Why it cannot be pressed. */
  readonly refusal: string | null
  readonly press: () => void
  readonly bar: { readonly name: string; readonly done: number; readonly total: number } | null
}

function whileRunning(progress: RunProgress | null, stop: () => void): Control | null {
  if (progress === null) return null
  const bar = { name: 'Progress of the run', ...progress }
  return { label: 'Stop', isStop: true, refusal: null, press: stop, bar }
}

function whileComputing(longRun: LongRun | null): Control | null {
  if (longRun === null) return null
  const { done, total, isStopped, stop, goOn } = longRun
  const bar = { name: 'Computed of the run', done, total }
  return isStopped
    ? { label: 'Continue', isStop: false, refusal: null, press: goOn, bar }
    : { label: 'Stop computing', isStop: true, refusal: null, press: stop, bar }
}
