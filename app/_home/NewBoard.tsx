'use client'

import { Plus } from 'lucide-react'
import { useCreateBoard } from '../_board/interface/use-create-board'
import styles from './Home.module.css'

/** The button that the page is there for. */
export function NewBoard() {
  const { isBusy, failure, create } = useCreateBoard()
  return (
    <div className={styles.newBoard}>
      <button type="button" className={styles.newBoardButton} disabled={isBusy} onClick={() => void create()}>
        <Plus size={20} aria-hidden="true" />
        New board
      </button>
      <p role="status" className={styles.progress} data-bad={failure !== null || undefined}>
        {isBusy
          ? 'Making your board…'
          : failure
            ? `No board was made. ${failure}`
            : 'No account: whoever has the link is in.'}
      </p>
    </div>
  )
}
