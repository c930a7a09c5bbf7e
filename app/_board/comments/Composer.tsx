'use client'

import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import type { Mention } from '@/lib/board'
import { LIMITS } from '@/lib/protocol'
import type { Answer } from '../browser/api'
import { newCommentId, type Saying } from './comment-requests'
import { useComments } from './comments-scope'
import { mentionBefore, mentionsIn, suggested } from './mention-text'
import styles from './Thread.module.css'

interface Props {
  box: RefObject<HTMLTextAreaElement | null>
  label: string
  /** Under which name what is typed is kept until it is sent. */
  draft: string
  /** What stands in it at first. */
  text?: string
  onSend: (saying: Saying) => Promise<Answer<unknown>>
}

/** Where a comment is typed. What could not be sent stays, with the reason; `@` offers the names of those who can be mentioned. */
export function Composer({ box, label, draft, text: before = '', onSend }: Props) {
  const { people, drafts } = useComments()
  const [text, setText] = useState(drafts.get(draft) ?? before)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [isDismissed, setDismissed] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const id = useRef(newCommentId())
  const listId = useId()
  const typed = mentionBefore(text, caret)
  const offered = typed === null || isDismissed ? [] : suggested(typed.query, people)
  const active = Math.min(chosen, offered.length - 1)

  const write = (value: string) => {
    setText(value)
    drafts.set(draft, value)
    setDismissed(false)
    setChosen(0)
  }

  const mention = ({ name }: Mention) => {
    if (typed === null) return
    const start = `${text.slice(0, typed.at)}@${name} `
    write(start + text.slice(caret))
    setCaret(start.length)
    requestAnimationFrame(() => box.current?.setSelectionRange(start.length, start.length))
    box.current?.focus()
  }

  const send = async () => {
    if (text.trim() === '' || isSending) return
    setSending(true)
    const answer = await onSend({ id: id.current, text, mentions: mentionsIn(text, people) })
    setSending(false)
    setTrouble(answer.ok ? null : answer.message)
    if (!answer.ok) return
    id.current = newCommentId()
    drafts.delete(draft)
    setText(before)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const person = offered[active]
    if (person !== undefined) {
      if (event.key === 'ArrowDown') setChosen((active + 1) % offered.length)
      else if (event.key === 'ArrowUp') setChosen((active + offered.length - 1) % offered.length)
      else if (event.key === 'Enter' || event.key === 'Tab') mention(person)
      else if (event.key === 'Escape') setDismissed(true)
      else return
      event.preventDefault()
      event.stopPropagation()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }

  return (
    <form
      className={styles.composer}
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <textarea
        ref={box}
        className={styles.box}
        aria-label={label}
        placeholder={`${label}…`}
        rows={2}
        maxLength={LIMITS.commentCharacters.value}
        value={text}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? `${listId}-${active}` : undefined}
        onChange={event => {
          write(event.target.value)
          setCaret(event.target.selectionStart)
        }}
        onSelect={event => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className={styles.send}
        aria-label="Send"
        title="Send (Enter; Shift+Enter begins a line)"
        disabled={isSending || text.trim() === ''}
      >
        <SendHorizontal size={16} aria-hidden="true" />
      </button>
      {offered.length > 0 && (
        <div id={listId} role="listbox" aria-label="People to mention" className={styles.people}>
          {offered.map((person, i) => (
            // The keys stay with the text: the list is walked from there.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={person.id}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              onPointerDown={event => event.preventDefault()}
              onClick={() => mention(person)}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      {trouble && (
        <p className={styles.trouble} role="alert">
          {trouble} What you typed is kept here.
        </p>
      )}
    </form>
  )
}
