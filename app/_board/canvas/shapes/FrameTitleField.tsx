'use client'

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type Frame, MAX_TITLE, setElementTitle } from '@/lib/board'
import { useCanvas } from '../canvas-scope'
import { focusList } from '../overlay/focus-list'
import { useCanvasState } from '../use-canvas-state'
import styles from './FrameTitleField.module.css'
import { UNTITLED_FRAME } from './figure'

/** The title of the frame that is edited, in the place where it stands. */
export function FrameTitleField() {
  const { places, mayAnnotate } = useCanvas()
  const editing = useCanvasState(state => state.editing)
  const subscribe = useCallback((listener: () => void) => places.subscribe(listener), [places])
  const placed = useSyncExternalStore(subscribe, () => (editing === null ? undefined : places.get(editing)))
  if (!mayAnnotate || placed === undefined || placed.element.kind !== 'frame' || placed.element.locked)
    return null
  return <Field key={placed.id} frame={placed.element} />
}

function Field({ frame }: { frame: Frame }) {
  const { board, state, tell } = useCanvas()
  const [title, setTitle] = useState(frame.title)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])

  const end = (isKept: boolean) => {
    if (state.getState().editing !== frame.id) return
    const refusal = isKept && title !== frame.title ? setElementTitle(board, frame.id, title) : null
    if (refusal !== null) tell(refusal)
    state.setState({ editing: null })
  }

  return (
    <input
      ref={field}
      className={styles.field}
      style={{ left: frame.x, top: frame.y, width: frame.width }}
      aria-label="Title of the frame"
      placeholder={UNTITLED_FRAME}
      maxLength={MAX_TITLE}
      value={title}
      onChange={event => setTitle(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.stopPropagation()
        end(event.key === 'Enter')
        focusList()
      }}
    />
  )
}
