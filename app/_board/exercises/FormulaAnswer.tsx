'use client'

import { useDeferredValue, useId, useMemo, useRef, useState } from 'react'
import { type AnswerReading, dottedLatexLine, readAnswer, speechLine } from '@/lib/notation'
import { type Exercise, LONGEST_ANSWER } from '@/lib/protocol'
import buttonStyles from '../interface/Button.module.css'
import { Formula } from '../symbol/Formula'
import styles from './Exercises.module.css'

interface Props {
  formula: NonNullable<Exercise['formula']>
  isSending: boolean
  onSend: (formula: string) => void
}

/**
 * A formula that is typed, in LaTeX or plain text. How it is read stands under it before it counts: Enter goes to the reading, and only
 * from there it is sent.
 */
export function FormulaAnswer({ formula: { left, depth }, isSending, onSend }: Props) {
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed)
  const reading = useMemo(
    () => (text.trim() === '' ? null : readAnswer(text, left, depth)),
    [text, left, depth],
  )
  const submit = useRef<HTMLButtonElement>(null)
  const [fieldId, readingId] = [useId(), useId()]

  return (
    <form
      className={styles.answer}
      onSubmit={event => {
        event.preventDefault()
        if (readAnswer(typed, left, depth).ok) onSend(typed)
      }}
    >
      <label htmlFor={fieldId} className={styles.left}>
        <Formula source={left} />
      </label>
      <input
        id={fieldId}
        className={styles.field}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={LONGEST_ANSWER}
        placeholder="for instance (1 - f_1^2) w_1"
        value={typed}
        aria-describedby={readingId}
        aria-invalid={reading?.ok === false || undefined}
        onChange={event => setTyped(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          // Its reading is looked at first.
          event.preventDefault()
          submit.current?.focus()
        }}
      />
      <div id={readingId} className={styles.reading} data-ok={reading?.ok || undefined} aria-live="polite">
        <ReadingView reading={reading} />
      </div>
      <button
        ref={submit}
        type="submit"
        className={`${buttonStyles.primary} ${styles.submit}`}
        aria-disabled={reading?.ok !== true || isSending || undefined}
      >
        Submit
      </button>
    </form>
  )
}

/** What counts: the formula as it was read, and where it could have been meant otherwise. */
function ReadingView({ reading }: { reading: AnswerReading | null }) {
  if (reading === null)
    return (
      <p className={styles.soft}>
        LaTeX or plain text: f_1^2, f1², \delta_2, d2, w2. What is read shows here.
      </p>
    )
  if (!reading.ok) {
    return (
      <p className={styles.soft}>
        Not a formula yet. At character {reading.at + 1}: {reading.message}
      </p>
    )
  }
  return (
    <>
      <p className={styles.soft}>
        Read as <span className="unseen">{speechLine(reading.line)}</span>
      </p>
      <div className={styles.readFormula} aria-hidden="true">
        <Formula source={dottedLatexLine(reading.line)} />
      </div>
      {reading.notes.map(note => (
        <p key={note} className={styles.remark}>
          {note}
        </p>
      ))}
    </>
  )
}
