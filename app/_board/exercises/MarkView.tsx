'use client'

import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react'
import type { ExerciseMark, Outcome } from '@/lib/protocol'
import { costsAttempt } from '@/lib/protocol'
import { WordsWithFormulas } from '../symbol/WordsWithFormulas'
import styles from './Exercises.module.css'

const SHOWN: Readonly<Record<Outcome, readonly [name: string, icon: LucideIcon]>> = {
  right: ['Right', CircleCheck],
  wrong: ['Not right', CircleX],
  unread: ['Not read', CircleHelp],
  'other-form': ['Not yet', CircleHelp],
}

/** What an answer is worth, and of what is wrong with it each mistake by its name, with a failure in numbers. */
export function MarkView({
  mark: { outcome, words, remarks },
  attempts,
}: {
  mark: ExerciseMark
  attempts: string
}) {
  const [name, Icon] = SHOWN[outcome]
  return (
    <div className={styles.mark} data-outcome={outcome}>
      <p className={styles.verdict}>
        <Icon size={17} aria-hidden="true" />
        <strong>{name}</strong>
        <span className={styles.attempts}>{costsAttempt(outcome) ? attempts : 'This cost no attempt.'}</span>
      </p>
      {words !== '' && (
        <p>
          <WordsWithFormulas text={words} />
        </p>
      )}
      {remarks.map(({ option, mistake, words: said, counterexample }) => (
        <div key={option ?? ''} className={styles.told}>
          <p>
            {option !== null && `Option ${option}: `}
            {mistake !== null && <strong>{capitalised(mistake)}. </strong>}
            <WordsWithFormulas text={said} />
          </p>
          {counterexample !== null && <p className={styles.counterexample}>{capitalised(counterexample)}.</p>}
        </div>
      ))}
    </div>
  )
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
