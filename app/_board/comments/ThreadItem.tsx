'use client'

import type { Thread } from '@/lib/board'
import { useCanvasState } from '../canvas/use-canvas-state'
import styles from './Comments.module.css'
import { useComments } from './comments-scope'
import { TimeWords } from './TimeWords'
import { beginningOf } from './thread-words'
import { isMentioned, unreadIn } from './unread'

/** A thread in the list of comments: who, about what, how it begins, and what is new in it. */
export function ThreadItem({ thread, onShow }: { thread: Thread; onShow: () => void }) {
  const { marks, me, aboutOf } = useComments()
  const isOpen = useCanvasState(
    ({ commenting }) => commenting?.kind === 'thread' && commenting.id === thread.id,
  )
  const { name, messages } = thread
  const about = aboutOf(thread)
  const unread = unreadIn(thread, marks, me)
  const replies = messages.length - 1
  return (
    <li>
      <button type="button" className={styles.item} aria-current={isOpen || undefined} onClick={onShow}>
        <span className={styles.line}>
          <strong>{name}</strong>
          {about && <span className={styles.about}>{about}</span>}
          <TimeWords at={messages.at(-1)?.at ?? thread.at} />
        </span>
        <span className={styles.beginning}>{beginningOf(messages[0]?.text ?? '')}</span>
        {(replies > 0 || unread.length > 0) && (
          <span className={styles.line}>
            {replies > 0 && <span>{replies === 1 ? '1 reply' : `${replies} replies`}</span>}
            {unread.length > 0 && (
              <span className={styles.unread}>
                {unread.length} unread{unread.some(message => isMentioned(message, me)) && ', mentions you'}
              </span>
            )}
          </span>
        )}
      </button>
    </li>
  )
}
