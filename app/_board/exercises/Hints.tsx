'use client'

import { Lightbulb } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Exercise } from '@/lib/protocol'
import type { BoardLink } from '../board-scope'
import buttonStyles from '../interface/Button.module.css'
import { WordsWithFormulas } from '../symbol/WordsWithFormulas'
import styles from './Exercises.module.css'
import { askHint } from './exercise-requests'
import { afterHint, type Progress } from './progress'

interface Props {
  exercise: Exercise
  link: BoardLink
  /** How many were taken before. */
  taken: number
  note: (exercise: string, change: (before: Progress) => Progress) => void
}

/** The hints that were taken, and the next one for whoever wants it. */
export function Hints({ exercise, link, taken, note }: Props) {
  const { id, hints } = exercise
  const [known, setKnown] = useState<readonly string[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)
  const shown = Math.min(taken, hints)

  // One hint after the other is fetched, up to the last one that was taken.
  useEffect(() => {
    if (known.length >= shown) return
    let isWanted = true
    void askHint(link, id, known.length + 1).then(answer => {
      if (!isWanted) return
      if (answer.ok) setKnown(before => [...before, answer.value])
      setTrouble(answer.ok ? null : answer.message)
    })
    return () => {
      isWanted = false
    }
  }, [known, shown, link, id])

  return (
    <section className={styles.hints} aria-label="Hints">
      <ol aria-live="polite">
        {known.map(hint => (
          <li key={hint}>
            <Lightbulb size={15} className={styles.hintIcon} aria-hidden="true" />
            <span>
              <WordsWithFormulas text={hint} />
            </span>
          </li>
        ))}
      </ol>
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      {shown < hints && (
        <button type="button" className={buttonStyles.button} onClick={() => note(id, afterHint)}>
          <Lightbulb size={15} aria-hidden="true" />
          {shown === 0 ? 'Hint' : 'Another hint'} ({shown + 1} of {hints})
        </button>
      )}
    </section>
  )
}
