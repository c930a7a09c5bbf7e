'use client'

import { CheckCheck, Plus, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Thread } from '@/lib/board'
import { toWorld } from '@/lib/canvas'
import { glideTo } from '../canvas/camera/move-camera'
import { useCanvas } from '../canvas/canvas-scope'
import buttonStyles from '../interface/Button.module.css'
import styles from './Comments.module.css'
import { useComments } from './comments-scope'
import { ThreadItem } from './ThreadItem'
import { placeNow } from './thread-place'
import { unreadIn } from './unread'

/** In a window that is no wider the list lies over the whole board, in screen px. */
const NARROW = 640

/** All comments of the board as a list, those that are done at its end. It is the way to them without a pointer. */
export function CommentsPanel({ onClose }: { onClose: () => void }) {
  const { state, places } = useCanvas()
  const { threads, mayComment, marks, me, markRead } = useComments()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const open = threads.filter(({ resolved }) => resolved === null)
  const resolved = threads.filter(thread => thread.resolved !== null)
  const hasUnread = threads.some(thread => unreadIn(thread, marks, me).length > 0)

  const middle = () => {
    const { camera, viewport } = state.getState()
    return toWorld(camera, { x: viewport.width / 2, y: viewport.height / 2 })
  }
  const show = (thread: Thread) => {
    const { camera, viewport } = state.getState()
    const { x, y } = placeNow(thread, places)
    const { width, height } = viewport
    // To the left of the middle, where the list does not lie over it.
    glideTo(state, { ...camera, x: x - width / 3 / camera.zoom, y: y - height / 3 / camera.zoom })
    state.setState({ commenting: { kind: 'thread', id: thread.id } })
    if (width < NARROW) onClose()
  }

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label="Comments"
      tabIndex={-1}
      data-scrolls
      data-takes-pointers
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className={styles.header}>
        <h2>Comments</h2>
        {hasUnread && (
          <button
            type="button"
            className={buttonStyles.icon}
            aria-label="Mark all as read"
            title="Mark all as read"
            onClick={() => markRead(threads)}
          >
            <CheckCheck size={16} aria-hidden="true" />
          </button>
        )}
        {mayComment && (
          <button
            type="button"
            className={buttonStyles.icon}
            aria-label="New comment in the middle of the window"
            title="New comment in the middle of the window"
            onClick={() =>
              state.setState({ commenting: { kind: 'new', place: { ...middle(), anchor: null } } })
            }
          >
            <Plus size={16} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          className={buttonStyles.icon}
          aria-label="Close comments"
          title="Close (Esc)"
          onClick={onClose}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {threads.length === 0 && (
        <p className={styles.empty}>
          {mayComment
            ? 'Nobody has commented yet. Press C and click somewhere, or press C on a value.'
            : 'Nobody has commented yet.'}
        </p>
      )}
      {open.length > 0 && (
        <ul className={styles.list} aria-label="Open threads">
          {open.map(thread => (
            <ThreadItem key={thread.id} thread={thread} onShow={() => show(thread)} />
          ))}
        </ul>
      )}
      {resolved.length > 0 && (
        <details className={styles.resolved}>
          <summary>Resolved ({resolved.length})</summary>
          <ul className={styles.list} aria-label="Resolved threads">
            {resolved.map(thread => (
              <ThreadItem key={thread.id} thread={thread} onShow={() => show(thread)} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
