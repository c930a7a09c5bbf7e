'use client'

import { Redo2, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useBoardScope } from '../board-scope'
import styles from '../interface/Button.module.css'
import { Note, useNote } from '../interface/Note'

/** Text that is being typed has an undo of its own. */
function hasTextUndo(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  if (!(target instanceof HTMLInputElement) || target.type !== 'text') return false
  return target.getAttribute('role') !== 'spinbutton' || target.dataset.draft !== undefined
}

/** Undo and redo of my own edits, by button and by key. */
export function UndoButtons() {
  const { undo, mayAnnotate: mayUndo } = useBoardScope()
  const [note, say] = useNote()
  const canUndo = useSyncExternalStore(undo.subscribe, undo.canUndo, () => false)
  const canRedo = useSyncExternalStore(undo.subscribe, undo.canRedo, () => false)

  const takeBack = useCallback(() => {
    if (!undo.undo()) say('Nothing of yours is left to undo: somebody’s edit has started a new run since.')
  }, [undo, say])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || hasTextUndo(event.target)) return
      const key = event.key.toLowerCase()
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
      if (!isRedo && key !== 'z') return
      event.preventDefault()
      if (!mayUndo) return
      if (isRedo) undo.redo()
      else takeBack()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [undo, mayUndo, takeBack])

  return (
    <>
      <button
        type="button"
        className={styles.icon}
        aria-label="Undo my last edit"
        title="Undo my last edit (Ctrl+Z)"
        disabled={!mayUndo || !canUndo}
        onClick={takeBack}
      >
        <Undo2 size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.icon}
        aria-label="Redo"
        title="Redo (Ctrl+Shift+Z)"
        disabled={!mayUndo || !canRedo}
        onClick={undo.redo}
      >
        <Redo2 size={18} aria-hidden="true" />
      </button>
      <Note words={note} />
    </>
  )
}
