'use client'

import buttonStyles from '../interface/Button.module.css'
import { useCreateBoard } from '../interface/use-create-board'
import { Notice } from '../page/Notice'

/** What its owner sees in a board's place once it is deleted. */
export function RemovedNotice() {
  const { isBusy, failure, create } = useCreateBoard()
  return (
    <Notice
      title="The board is deleted"
      actions={
        <button
          type="button"
          className={buttonStyles.primary}
          disabled={isBusy}
          onClick={() => void create()}
        >
          New board
        </button>
      }
    >
      It is gone from the server and from this browser, and its links open nothing any more.
      {failure && ` No new board was made. ${failure}`}
    </Notice>
  )
}
