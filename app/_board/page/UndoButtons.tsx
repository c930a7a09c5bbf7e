'use client'

import { Redo2, Undo2 } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useBoardScope } from '../board-scope'
import styles from '../interface/Button.module.css'
import { Note, useNote } from '../interface/Note'

/** Undo and redo of my own edits. Their keys are those of the canvas. */
export function UndoButtons() {
  const { undo, mayAnnotate: mayUndo } = useBoardScope()
  const [note, say] = useNote()
  const canUndo = useSyncExternalStore(undo.subscribe, undo.canUndo, () => false)
  const canRedo = useSyncExternalStore(undo.subscribe, undo.canRedo, () => false)

  const takeBack = () => {
    if (!undo.undo()) say('Nothing of yours is left to undo: somebody’s edit has started a new run since.')
  }

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
