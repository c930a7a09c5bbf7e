'use client'

import { useEffect, useState } from 'react'
import type { Exercise } from '@/lib/protocol'
import { type BoardLink, useBoardScope } from '../board-scope'
import type { Answer } from '../browser/api'
import buttonStyles from '../interface/Button.module.css'
import { SidePanel } from '../side/SidePanel'
import { ExerciseList } from './ExerciseList'
import styles from './Exercises.module.css'
import { ExerciseView } from './ExerciseView'
import { askExercises } from './exercise-requests'
import { useProgress } from './use-progress'

/** The exercises beside the board: all of them, or the one that is opened. */
export function ExercisesPanel({ onClose }: { onClose: () => void }) {
  const { link } = useBoardScope()
  return (
    <SidePanel title="Exercises" onClose={onClose}>
      {link === null ? <p>This board is on no server, which would mark them.</p> : <OfServer link={link} />}
    </SidePanel>
  )
}

function OfServer({ link }: { link: BoardLink }) {
  const [answer, askAgain] = useExercises(link)
  const [progress, note] = useProgress(link.boardId)
  const [openId, setOpenId] = useState<string | null>(null)

  if (answer === null) return <p className={styles.soft}>The exercises are on their way…</p>
  if (!answer.ok) {
    return (
      <>
        <p role="alert">{answer.message}</p>
        <button type="button" className={buttonStyles.button} onClick={askAgain}>
          Try again
        </button>
      </>
    )
  }
  const exercises = answer.value
  const place = exercises.findIndex(({ id }) => id === openId)
  const open = exercises[place]
  if (open === undefined) {
    return <ExerciseList exercises={exercises} progress={progress} onOpen={setOpenId} />
  }
  return (
    <ExerciseView
      key={open.id}
      exercise={open}
      link={link}
      progress={progress}
      note={note}
      next={exercises[place + 1] ?? null}
      onOpen={setOpenId}
      onBack={() => setOpenId(null)}
    />
  )
}

/** What came of asking for them; null while nobody knows. */
function useExercises(link: BoardLink): [Answer<readonly Exercise[]> | null, () => void] {
  const [answer, setAnswer] = useState<Answer<readonly Exercise[]> | null>(null)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once more whenever somebody wants it to
  useEffect(() => {
    let isWanted = true
    setAnswer(null)
    void askExercises(link).then(found => {
      if (isWanted) setAnswer(found)
    })
    return () => {
      isWanted = false
    }
  }, [link, asked])
  return [answer, () => setAsked(count => count + 1)]
}
