'use client'

import { MessagesSquare } from 'lucide-react'
import styles from './Comments.module.css'
import { useComments } from './comments-scope'
import { unreadIn } from './unread'

/** Opens the list of comments; says how many were not read. */
export function CommentsButton({ onOpen }: { onOpen: () => void }) {
  const { threads, marks, me } = useComments()
  const unread = threads.reduce((sum, thread) => sum + unreadIn(thread, marks, me).length, 0)
  const words = unread === 0 ? 'Comments' : `Comments, ${unread} unread`
  return (
    <button type="button" className={styles.button} aria-label={words} title={words} onClick={onOpen}>
      <MessagesSquare size={17} aria-hidden="true" />
      {unread > 0 && (
        <span className={styles.count} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  )
}
