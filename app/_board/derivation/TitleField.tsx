'use client'

import { type KeyboardEvent, useState } from 'react'
import { MAX_TITLE, setElementTitle } from '@/lib/board'
import { useCanvas } from '../canvas/canvas-scope'
import styles from './Derivation.module.css'

interface Props {
  readonly id: string
  readonly title: string
  /** Goes on to the lines. */
  readonly onDone: () => void
}

export function TitleField({ id, title, onDone }: Props) {
  const { board, undo, state, tell } = useCanvas()
  const [draft, setDraft] = useState<string | null>(null)

  const commit = () => {
    if (draft !== null && draft !== title) {
      undo.endGesture()
      const refusal = setElementTitle(board, id, draft)
      if (refusal !== null) tell(refusal)
    }
    setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      commit()
      onDone()
    } else if (event.key === 'Escape') {
      setDraft(null)
      state.setState({ editing: null })
    }
  }
  return (
    <input
      className={styles.titleField}
      aria-label="Title of the derivation"
      placeholder="Title"
      maxLength={MAX_TITLE}
      value={draft ?? title}
      onChange={event => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={commit}
    />
  )
}
