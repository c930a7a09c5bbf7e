'use client'

import type { PassStep } from '@/lib/notation'
import styles from './Walk.module.css'
import { PASS_WORDS } from './walk-marks'

interface Props {
  steps: readonly PassStep[]
  at: number
  onGoTo: (at: number) => void
}

/** The three parts of a step, each as far as it is worked out; pressing one goes to its beginning. */
export function PassBar({ steps, at, onGoTo }: Props) {
  return (
    <ol className={styles.bar} aria-label="Parts of a step">
      {(['forward', 'backward', 'update'] as const).map(pass => {
        const first = steps.findIndex(step => step.pass === pass)
        const count = steps.filter(step => step.pass === pass).length
        const done = Math.min(Math.max(0, at - first), count)
        return (
          <li key={pass}>
            <button
              type="button"
              data-pass={pass}
              aria-label={`${PASS_WORDS[pass]}: ${done} of ${count}`}
              aria-current={at > first && at <= first + count ? 'step' : undefined}
              onClick={() => onGoTo(first + 1)}
            >
              <span>{PASS_WORDS[pass]}</span>
              <span className={styles.track} aria-hidden="true">
                <span style={{ width: `${(100 * done) / count}%` }} />
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
