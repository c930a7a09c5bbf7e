'use client'

import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { useBoardScope } from '../board-scope'
import { personColor } from '../people/person-color'
import styles from './EditorTag.module.css'

/** Who else is editing this quantity, shown at the quantity. */
export function EditorTag({ editing }: { editing: string }) {
  const { presences } = useBoardScope()
  const [name, color] = useStore(
    presences,
    useShallow(state => {
      const editor = state.participants.find(other => !other.isMe && other.editing === editing)
      return editor ? ([editor.user.name, editor.user.color] as const) : ([null, 0] as const)
    }),
  )
  if (name === null) return null
  return (
    <span className={styles.editor} style={personColor(color)}>
      <span className={styles.name}>{name}</span>
    </span>
  )
}
