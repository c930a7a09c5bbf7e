'use client'

import { useState } from 'react'
import { deleteBoard } from '../browser/api'
import buttonStyles from '../interface/Button.module.css'
import { DialogFrame } from '../interface/DialogFrame'
import styles from './RemoveDialog.module.css'

interface Props {
  boardId: string
  /** The owner's. */
  ownerSecret: string
  /** Null where there is nothing to download. */
  onDownload: (() => void) | null
  /** The board is gone. */
  onRemoved: () => void
  onClose: () => void
}

/** Deletes the board for everybody, after saying what goes with it and offering a copy. */
export function RemoveDialog({ boardId, ownerSecret, onDownload, onRemoved, onClose }: Props) {
  const [isWorking, setWorking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const remove = async () => {
    setWorking(true)
    setFailure(null)
    const answer = await deleteBoard(boardId, ownerSecret)
    if (answer.ok) return onRemoved()
    setWorking(false)
    setFailure(answer.message)
  }

  return (
    <DialogFrame
      title="Delete this board?"
      description="It goes at once, for everybody, and nothing brings it back: the chain with its runs and samples, what was drawn and written, and all four links. Whoever is on it is told."
      onClose={onClose}
    >
      {onDownload && (
        <p className={styles.download}>
          <button type="button" className={buttonStyles.button} onClick={onDownload}>
            Download a copy first
          </button>
        </p>
      )}
      <div className={styles.choices}>
        <button
          type="button"
          className={buttonStyles.danger}
          disabled={isWorking}
          onClick={() => void remove()}
        >
          {isWorking ? 'Deleting…' : 'Delete it for everybody'}
        </button>
        <button type="button" className={buttonStyles.button} disabled={isWorking} onClick={onClose}>
          Keep it
        </button>
      </div>
      {failure && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
    </DialogFrame>
  )
}
