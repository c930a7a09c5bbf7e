'use client'

import { addSteps, restart } from '@/lib/board'
import { useBoardScope, useModel } from '../_board/board-scope'
import buttonStyles from '../_board/interface/Button.module.css'
import styles from './Miniature.module.css'

/** One gradient step, and the way back. */
export function MiniatureSteps() {
  const { board, session } = useBoardScope()
  const { steps } = useModel().run

  const step = () => {
    addSteps(board, 1)
    session.setState(({ wave }) => ({ wave: wave + 1 }))
  }

  return (
    <div className={styles.steps}>
      <span className={styles.count}>{steps === 1 ? '1 step' : `${steps} steps`}</span>
      <button
        type="button"
        className={buttonStyles.button}
        disabled={steps === 0}
        onClick={() => restart(board)}
      >
        Back to the start
      </button>
      <button type="button" className={buttonStyles.button} onClick={step}>
        Gradient step
      </button>
    </div>
  )
}
