'use client'

import type { Thread } from '@/lib/board'
import { useCanvas } from '../canvas/canvas-scope'
import { useComments } from './comments-scope'
import styles from './Pins.module.css'
import { participantColor } from './participant-color'
import { threadWords } from './thread-words'
import { unreadIn } from './unread'

/** A thread on the board. */
export function Pin({ thread, isOpen }: { thread: Thread; isOpen: boolean }) {
  const { state } = useCanvas()
  const { marks, me, colors, aboutOf } = useComments()
  const unread = unreadIn(thread, marks, me).length
  const words = threadWords(thread, aboutOf(thread), unread)
  const { id, by, name, messages, resolved } = thread
  return (
    <button
      type="button"
      className={styles.pin}
      style={participantColor(by, colors)}
      // The list of comments is the keyboard's way to them: hundreds of pins would stand between two controls.
      tabIndex={-1}
      aria-label={words}
      title={words}
      data-mark={messages.length > 1 ? messages.length : ([...name][0] ?? '?')}
      data-open={isOpen || undefined}
      data-unread={unread > 0 || undefined}
      data-resolved={resolved !== null || undefined}
      onClick={() => state.setState({ commenting: { kind: 'thread', id } })}
    />
  )
}
