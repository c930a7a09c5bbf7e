'use client'

import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Exercise, ExerciseAnswer, ExerciseMark } from '@/lib/protocol'
import type { BoardLink } from '../board-scope'
import buttonStyles from '../interface/Button.module.css'
import { WordsWithFormulas } from '../symbol/WordsWithFormulas'
import { ChoiceAnswer } from './ChoiceAnswer'
import styles from './Exercises.module.css'
import { attempt } from './exercise-requests'
import { FormulaAnswer } from './FormulaAnswer'
import { Hints } from './Hints'
import { MarkView } from './MarkView'
import {
  type AllProgress,
  afterMark,
  attemptsWords,
  mayAnswer,
  type Progress,
  progressOf,
  startedOver,
} from './progress'

interface Props {
  exercise: Exercise
  link: BoardLink
  progress: AllProgress
  note: (exercise: string, change: (before: Progress) => Progress) => void
  next: Exercise | null
  onOpen: (id: string) => void
  onBack: () => void
}

type Way = 'choose' | 'type'

/** One exercise: the question, the ways to answer it, hints, and what the answer is worth. */
export function ExerciseView({ exercise, link, progress, note, next, onOpen, onBack }: Props) {
  const own = progressOf(progress, exercise.id)
  const [way, setWay] = useState<Way>(exercise.choice === null ? 'type' : 'choose')
  const [mark, setMark] = useState<ExerciseMark | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const questionId = useId()
  useEffect(() => heading.current?.focus(), [])

  const isOver = !mayAnswer(exercise, own)
  const afterwards = useRef<HTMLDivElement>(null)
  const isAnswered = isOver && mark !== null
  useEffect(() => {
    // What had the focus is gone with the way to answer: it goes on to what can be done next.
    if (isAnswered)
      Array.from(afterwards.current?.querySelectorAll('button') ?? [])
        .at(-1)
        ?.focus()
  }, [isAnswered])

  const send = async (answer: ExerciseAnswer) => {
    if (isSending || isOver) return
    setSending(true)
    setTrouble(null)
    const found = await attempt(link, exercise.id, answer)
    setSending(false)
    if (!found.ok) return setTrouble(found.message)
    setMark(found.value)
    note(exercise.id, before => afterMark(before, found.value.outcome))
  }

  const startOver = () => {
    note(exercise.id, startedOver)
    setMark(null)
    heading.current?.focus()
  }

  return (
    <article className={styles.exercise} aria-labelledby={questionId}>
      <div className={styles.ways}>
        <button
          type="button"
          className={buttonStyles.icon}
          aria-label="All exercises"
          title="All exercises"
          onClick={onBack}
        >
          <ArrowLeft size={16} aria-hidden="true" />
        </button>
        <span className={styles.soft}>{exercise.topic}</span>
        <span className={styles.attempts}>{own.isSolved ? 'solved' : attemptsWords(exercise, own)}</span>
      </div>
      <h3 ref={heading} tabIndex={-1} id={questionId} className={styles.heading}>
        {exercise.title}
      </h3>
      <p className={styles.question}>
        <WordsWithFormulas text={exercise.question} />
      </p>

      {exercise.choice && exercise.formula && !isOver && (
        <fieldset className={styles.switch} aria-label="How to answer">
          <WayButton name="Choose" isOn={way === 'choose'} onClick={() => setWay('choose')} />
          <WayButton name="Type the formula" isOn={way === 'type'} onClick={() => setWay('type')} />
        </fieldset>
      )}
      {exercise.choice && way === 'choose' && (
        <ChoiceAnswer
          questionId={questionId}
          choice={exercise.choice}
          remarked={mark?.remarks.flatMap(({ option }) => option ?? []) ?? []}
          isOver={isOver}
          isSending={isSending}
          onSend={choice => void send({ choice })}
        />
      )}
      {exercise.formula && way === 'type' && !isOver && (
        <FormulaAnswer
          formula={exercise.formula}
          isSending={isSending}
          onSend={formula => void send({ formula })}
        />
      )}

      {trouble !== null && (
        <p role="alert" className={styles.trouble}>
          {trouble} This cost no attempt.
        </p>
      )}
      <div role="status">{mark && <MarkView mark={mark} attempts={attemptsWords(exercise, own)} />}</div>

      {isOver && (
        <div ref={afterwards} className={styles.ways}>
          {!own.isSolved && <p className={styles.soft}>All attempts are used.</p>}
          <button type="button" className={buttonStyles.button} onClick={startOver}>
            Start over
          </button>
          {next && (
            <button type="button" className={buttonStyles.primary} onClick={() => onOpen(next.id)}>
              Next: {next.title}
              <ArrowRight size={15} aria-hidden="true" />
            </button>
          )}
        </div>
      )}
      <Hints exercise={exercise} link={link} taken={own.hints} note={note} />
    </article>
  )
}

function WayButton({ name, isOn, onClick }: { name: string; isOn: boolean; onClick: () => void }) {
  return (
    <button type="button" aria-pressed={isOn} onClick={onClick}>
      {name}
    </button>
  )
}
