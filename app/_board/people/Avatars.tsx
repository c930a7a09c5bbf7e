'use client'

import { useStore } from 'zustand'
import { useBoardScope } from '../board-scope'
import styles from './Avatars.module.css'
import { personColor } from './person-color'
import { nameWithRole, people } from './presences'

const MOST_SHOWN = 5

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map(word => [...word][0]?.toUpperCase() ?? '')
    .join('') || '?'

/** Who is on the board, one circle a person; mine opens the dialog for my name. */
export function Avatars({ onOpenName }: { onOpenName: () => void }) {
  const { presences } = useBoardScope()
  const everyone = people(useStore(presences, state => state.participants))
  const shown = everyone.slice(0, MOST_SHOWN)
  const hidden = everyone.slice(MOST_SHOWN)

  return (
    <ul className={styles.avatars} aria-label={`${everyone.length} on this board`}>
      {shown.map(({ user, isMe }) => (
        <li key={user.id}>
          {isMe ? (
            <button
              type="button"
              className={styles.avatar}
              style={personColor(user.color)}
              title={`${user.name} (you): change your name`}
              aria-label={`${user.name} (you): change your name`}
              data-initials={initials(user.name)}
              onClick={onOpenName}
            />
          ) : (
            <span
              className={styles.avatar}
              style={personColor(user.color)}
              title={nameWithRole(user)}
              role="img"
              aria-label={nameWithRole(user)}
              data-initials={initials(user.name)}
            />
          )}
        </li>
      ))}
      {hidden.length > 0 && (
        <li className={styles.more} title={hidden.map(({ user }) => nameWithRole(user)).join(', ')}>
          +{hidden.length}
        </li>
      )}
    </ul>
  )
}
