'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { MAX_TITLE, setReason } from '@/lib/board'
import { useCanvas } from '../canvas/canvas-scope'
import styles from './Line.module.css'

interface Props {
  readonly id: string
  readonly line: string
  readonly number: number
  readonly reason: string | null
  /** The rule that the check has found. */
  readonly proposed: string | null
}

/** Why a line follows, in one's own words. Left empty, the rule that the check has found stands there. */
export function ReasonField({ id, line, number, reason, proposed }: Props) {
  const { board, undo, state, tell } = useCanvas()
  const [draft, setDraft] = useState(reason ?? '')
  const isTyping = useRef(false)
  useEffect(() => {
    if (!isTyping.current) setDraft(reason ?? '')
  }, [reason])

  const commit = () => {
    isTyping.current = false
    if (draft.trim() === (reason ?? '')) return
    undo.endGesture()
    const refusal = setReason(board, id, line, draft)
    if (refusal !== null) tell(refusal)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape') return
    isTyping.current = false
    setDraft(reason ?? '')
    state.setState({ editing: null })
  }
  return (
    <input
      className={styles.reasonField}
      aria-label={`Reason of line ${number}`}
      placeholder={proposed ?? 'why?'}
      maxLength={MAX_TITLE}
      value={draft}
      onChange={event => {
        isTyping.current = true
        setDraft(event.target.value)
      }}
      onKeyDown={onKeyDown}
      onBlur={commit}
    />
  )
}
