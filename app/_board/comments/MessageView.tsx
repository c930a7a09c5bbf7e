'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Message } from '@/lib/board'
import { Composer } from './Composer'
import { useComments } from './comments-scope'
import { partsOf } from './mention-text'
import { participantColor } from './participant-color'
import styles from './Thread.module.css'
import { TimeWords } from './TimeWords'

/** One message: who and when is the server's word, the text is plain. */
export function MessageView({ threadId, message }: { threadId: string; message: Message }) {
  const { requests, me, isOwner, mayComment, colors } = useComments()
  const [isChanging, setChanging] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const isMine = message.by === me

  const remove = async () => {
    const answer = await requests.remove(threadId, message.id)
    setTrouble(answer.ok ? null : answer.message)
  }

  return (
    <li className={styles.message} style={participantColor(message.by, colors)}>
      <div className={styles.author}>
        <strong>{message.name}</strong>
        {isMine && <span>(you)</span>}
        <TimeWords at={message.at} />
        {message.edited !== null && <span>edited</span>}
        {mayComment && (isMine || isOwner) && (
          <span className={styles.actions}>
            {isMine && (
              <button
                type="button"
                aria-label="Change this comment"
                title="Change"
                onClick={() => setChanging(!isChanging)}
              >
                <Pencil size={13} aria-hidden="true" />
              </button>
            )}
            <button
              type="button"
              aria-label="Delete this comment"
              title="Delete"
              onClick={() => void remove()}
            >
              <Trash2 size={13} aria-hidden="true" />
            </button>
          </span>
        )}
      </div>
      {isChanging ? (
        <Composer
          box={box}
          label="Change your comment"
          draft={`change ${message.id}`}
          text={message.text}
          onSend={async saying => {
            const answer = await requests.change(threadId, { ...saying, id: message.id })
            if (answer.ok) setChanging(false)
            return answer
          }}
        />
      ) : (
        <p className={styles.text}>
          {partsOf(message.text, message.mentions).map(({ at, text, mention }) =>
            mention === null ? (
              text
            ) : (
              <span key={at} className={styles.mention} data-me={mention.id === me || undefined}>
                {text}
              </span>
            ),
          )}
        </p>
      )}
      {trouble && (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
    </li>
  )
}
