'use client'

import { useState } from 'react'
import { MAX_TITLE, setTitle } from '@/lib/board'
import { useBoardScope, useModel } from '../board-scope'
import styles from './BoardTitle.module.css'

/** The board's title, changed where it stands. */
export function BoardTitle() {
  const { board, readOnly } = useBoardScope()
  const { title } = useModel()
  const [draft, setDraft] = useState<string | null>(null)

  const commit = () => {
    if (readOnly === null && draft !== null && draft.trim() !== title) setTitle(board, draft.trim())
    setDraft(null)
  }

  return (
    <h1 className={styles.heading}>
      <input
        className={styles.title}
        aria-label="Title of this board"
        placeholder="Untitled board"
        maxLength={MAX_TITLE}
        readOnly={readOnly !== null}
        title={title}
        value={draft ?? title}
        onChange={event => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={event => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
    </h1>
  )
}
