'use client'

import { Circle, CircleCheck, CircleDot } from 'lucide-react'
import type { Exercise } from '@/lib/protocol'
import styles from './Exercises.module.css'
import { type AllProgress, attemptsWords, progressOf } from './progress'

interface Props {
  exercises: readonly Exercise[]
  progress: AllProgress
  onOpen: (id: string) => void
}

/** All exercises by their topics, with how far one is. */
export function ExerciseList({ exercises, progress, onOpen }: Props) {
  const solved = exercises.filter(({ id }) => progressOf(progress, id).isSolved).length
  const topics = [...new Set(exercises.map(({ topic }) => topic))]
  return (
    <>
      <p className={styles.soft}>
        {solved} of {exercises.length} solved. Your answers are marked at once, and only you see them.
      </p>
      {topics.map(topic => (
        <section key={topic} aria-label={topic} className={styles.topic}>
          <h3>{topic}</h3>
          <ul>
            {exercises
              .filter(exercise => exercise.topic === topic)
              .map(exercise => (
                <Row
                  key={exercise.id}
                  exercise={exercise}
                  progress={progress}
                  onOpen={() => onOpen(exercise.id)}
                />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Row({
  exercise,
  progress,
  onOpen,
}: Pick<Props, 'progress'> & { exercise: Exercise; onOpen: () => void }) {
  const own = progressOf(progress, exercise.id)
  const state = own.isSolved ? 'solved' : own.used > 0 ? 'tried' : 'open'
  const Icon = { solved: CircleCheck, tried: CircleDot, open: Circle }[state]
  return (
    <li>
      <button type="button" className={styles.row} data-state={state} onClick={onOpen}>
        <Icon size={17} aria-hidden="true" />
        <span className={styles.rowTitle}>{exercise.title}</span>
        <span className={styles.tally}>
          {state === 'solved' && 'solved'}
          {state === 'tried' && attemptsWords(exercise, own)}
        </span>
      </button>
    </li>
  )
}
