'use client'

import { useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { personColor } from '../../people/person-color'
import { useCanvas } from '../canvas-scope'
import styles from './Cursors.module.css'
import { useScreenPlaces } from './use-screen-places'

/** The others' pointers, where they are on the board, each with its name and as large as one's own. */
export function Cursors() {
  const { presences } = useCanvas()
  const layer = useRef<HTMLDivElement>(null)
  const others = useStore(
    presences,
    useShallow(state => state.participants.filter(other => !other.isMe && other.cursor)),
  )
  useScreenPlaces(layer, others)
  return (
    <div ref={layer} className={styles.cursors} aria-hidden="true">
      {others.map(({ clientId, user, cursor }) => (
        <div
          key={clientId}
          className={styles.cursor}
          data-testid="cursor"
          data-x={cursor?.x}
          data-y={cursor?.y}
          style={personColor(user.color)}
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
