'use client'

import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { useBoardScope } from '../board-scope'
import styles from './Cursors.module.css'
import { personColor } from './person-color'

/** The others' pointers, where they are on the chain, each with its name. */
export function Cursors() {
  const { presences } = useBoardScope()
  const others = useStore(
    presences,
    useShallow(state => state.participants.filter(other => !other.isMe && other.cursor)),
  )
  return (
    <div className={styles.cursors} aria-hidden="true">
      {others.map(({ clientId, user, cursor }) => (
        <div
          key={clientId}
          className={styles.cursor}
          data-testid="cursor"
          style={{ ...personColor(user.color), translate: `${cursor?.x ?? 0}px ${cursor?.y ?? 0}px` }}
        >
          <svg width="18" height="20" viewBox="0 0 18 20" aria-hidden="true">
            <path d="M1 1l5.2 16.5 3-6.9 7.2-2.2z" />
          </svg>
          <span>{user.name}</span>
        </div>
      ))}
    </div>
  )
}
