'use client'

import { Popover } from '@base-ui/react/popover'
import { Check, RotateCcw, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useCanvas } from '../canvas/canvas-scope'
import type { Commenting } from '../canvas/canvas-state'
import buttonStyles from '../interface/Button.module.css'
import { Composer } from './Composer'
import { newCommentId } from './comment-requests'
import { useComments } from './comments-scope'
import { MessageView } from './MessageView'
import styles from './Thread.module.css'

interface Props {
  commenting: Commenting
  /** What it stands beside. */
  pin: HTMLElement
  onClose: () => void
}

/** A thread, or the box for a new one, beside its pin. */
export function ThreadPopover({ commenting, pin, onClose }: Props) {
  const { state } = useCanvas()
  const { threads, requests, mayComment, drafts, aboutOf } = useComments()
  const box = useRef<HTMLTextAreaElement>(null)
  const [newId, setNewId] = useState(newCommentId)
  const [trouble, setTrouble] = useState<string | null>(null)
  const thread = commenting.kind === 'thread' ? threads.find(({ id }) => id === commenting.id) : undefined
  const about = aboutOf(commenting.kind === 'new' ? commenting.place : (thread ?? NOWHERE))
  const title = commenting.kind === 'new' ? 'New comment' : 'Comments'

  const resolve = async (resolved: boolean) => {
    if (thread === undefined) return
    const answer = await requests.resolve(thread.id, resolved)
    setTrouble(answer.ok ? null : answer.message)
    if (answer.ok && resolved) onClose()
  }

  return (
    <Popover.Root open onOpenChange={open => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={pin}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Popover.Popup
            className={styles.popup}
            initialFocus={type => (type === 'touch' || box.current === null ? true : box.current)}
          >
            <div className={styles.header}>
              <Popover.Title className={styles.title}>
                {title}
                {about && <span> {about}</span>}
              </Popover.Title>
              {thread && mayComment && (
                <button
                  type="button"
                  className={buttonStyles.icon}
                  aria-label={thread.resolved === null ? 'Resolve' : 'Open again'}
                  title={thread.resolved === null ? 'Resolve' : 'Open again'}
                  onClick={() => void resolve(thread.resolved === null)}
                >
                  {thread.resolved === null ? (
                    <Check size={16} aria-hidden="true" />
                  ) : (
                    <RotateCcw size={16} aria-hidden="true" />
                  )}
                </button>
              )}
              <Popover.Close className={buttonStyles.icon} aria-label="Close" title="Close (Esc)">
                <X size={16} aria-hidden="true" />
              </Popover.Close>
            </div>
            {thread?.resolved && <p className={styles.resolved}>Resolved by {thread.resolved.name}.</p>}
            {trouble && (
              <p className={styles.trouble} role="alert">
                {trouble}
              </p>
            )}
            {thread && (
              <ol className={styles.messages}>
                {thread.messages.map(message => (
                  <MessageView key={message.id} threadId={thread.id} message={message} />
                ))}
              </ol>
            )}
            {commenting.kind === 'thread' && thread === undefined && (
              <p className={styles.resolved}>This thread is not on the board.</p>
            )}
            {mayComment && commenting.kind === 'new' && (
              <Composer
                box={box}
                label="Comment"
                draft="new"
                onSend={async saying => {
                  const answer = await requests.begin(newId, commenting.place, saying)
                  if (answer.ok) {
                    drafts.delete('new')
                    setNewId(newCommentId())
                    state.setState({ commenting: { kind: 'thread', id: newId } })
                  }
                  return answer
                }}
              />
            )}
            {mayComment && thread && (
              <Composer
                box={box}
                label="Reply"
                draft={thread.id}
                onSend={saying => requests.reply(thread.id, saying)}
              />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

const NOWHERE = { x: 0, y: 0, anchor: null }
