'use client'

import buttonStyles from '../interface/Button.module.css'
import styles from './Insight.module.css'
import type { WorkedOut } from './use-landscape'

/** How far a landscape is worked out, and the way to stop it; or why it is not whole. */
export function LandscapeProgressBar({ worked, onStop }: { worked: WorkedOut | null; onStop: () => void }) {
  if (worked === null) return <p className={styles.words}>It is being worked out…</p>
  const { done, numbers, state } = worked
  if (state === 'done') return null
  if (state === 'failed') return <p role="alert">It could not be worked out in this browser.</p>
  return (
    <div className={styles.progress}>
      <progress value={done} max={numbers.length} aria-label="Worked out" />
      {state === 'working' ? (
        <button type="button" className={buttonStyles.button} onClick={onStop}>
          Stop
        </button>
      ) : (
        <span className={styles.words}>Stopped.</span>
      )}
    </div>
  )
}
