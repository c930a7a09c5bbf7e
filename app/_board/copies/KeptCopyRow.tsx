'use client'

import { useEffect, useRef, useState } from 'react'
import type { KeptCopy } from '../browser/kept-copies'
import buttonStyles from '../interface/Button.module.css'
import styles from './Copies.module.css'
import { downloadCopy } from './download-copy'

interface Props {
  copy: KeptCopy
  isOfThisBoard: boolean
  onOpenAsBoard: () => void
  /** Null when this link may not change the board, or the copy is of another one. */
  onPutHere: (() => void) | null
  onRemove: () => void
}

const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

/** One kept copy, and what can be done with it. Removing asks once more. */
export function KeptCopyRow({ copy, isOfThisBoard, onOpenAsBoard, onPutHere, onRemove }: Props) {
  const [isAsking, setAsking] = useState(false)
  const confirm = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isAsking) confirm.current?.focus()
  }, [isAsking])
  const title = copy.title || 'Untitled board'
  const when = date.format(copy.when)
  return (
    <li className={styles.copy} aria-label={`${title}, ${when}`}>
      <p className={styles.title}>
        <strong>{title}</strong>
        <span>
          {when}
          {!isOfThisBoard && ' · another board'}
        </span>
      </p>
      <p className={styles.reason}>{copy.reason}</p>
      {isAsking ? (
        <div className={styles.actions}>
          <button ref={confirm} type="button" className={buttonStyles.primary} onClick={onRemove}>
            Remove it for good
          </button>
          <button type="button" className={buttonStyles.button} onClick={() => setAsking(false)}>
            Keep it
          </button>
        </div>
      ) : (
        <div className={styles.actions}>
          <button type="button" className={buttonStyles.button} onClick={() => downloadCopy(copy)}>
            Download
          </button>
          <button type="button" className={buttonStyles.button} onClick={onOpenAsBoard}>
            Open as a new board
          </button>
          {onPutHere && (
            <button
              type="button"
              className={buttonStyles.button}
              title="Its chain takes the place of the one on this board, for everyone. Undo brings that back."
              onClick={onPutHere}
            >
              Put its chain here
            </button>
          )}
          <button type="button" className={buttonStyles.button} onClick={() => setAsking(true)}>
            Remove…
          </button>
        </div>
      )}
    </li>
  )
}
