'use client'

import { useId, useState } from 'react'
import type { Exercise } from '@/lib/protocol'
import buttonStyles from '../interface/Button.module.css'
import { spokenWords } from '../symbol/spoken-words'
import { WordsWithFormulas } from '../symbol/WordsWithFormulas'
import styles from './Exercises.module.css'

interface Props {
  questionId: string
  choice: NonNullable<Exercise['choice']>
  /** The options that were chosen and are wrong. */
  remarked: readonly string[]
  isOver: boolean
  isSending: boolean
  onSend: (choice: readonly string[]) => void
}

/** The options: one of them is chosen, or all that are right. */
export function ChoiceAnswer({ questionId, choice, remarked, isOver, isSending, onSend }: Props) {
  const { several, options } = choice
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const name = useId()
  const toggle = (id: string) =>
    setChosen(before => {
      if (!several) return new Set([id])
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })

  return (
    <form
      className={styles.answer}
      onSubmit={event => {
        event.preventDefault()
        if (chosen.size > 0) onSend([...chosen].sort())
      }}
    >
      <fieldset className={styles.options} aria-labelledby={questionId}>
        {options.map(({ id, text }) => (
          <label key={id} className={styles.option} data-wrong={remarked.includes(id) || undefined}>
            <input
              aria-label={spokenWords(text)}
              type={several ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.has(id)}
              disabled={isOver}
              onChange={() => toggle(id)}
            />
            <span className={styles.letter} aria-hidden="true">
              {id}
            </span>
            <span className={styles.optionText}>
              <WordsWithFormulas text={text} />
            </span>
          </label>
        ))}
      </fieldset>
      {!isOver && (
        <button
          type="submit"
          className={`${buttonStyles.primary} ${styles.submit}`}
          aria-disabled={chosen.size === 0 || isSending || undefined}
          title={chosen.size === 0 ? 'Choose first' : undefined}
        >
          Submit
        </button>
      )}
    </form>
  )
}
