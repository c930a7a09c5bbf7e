'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type CurrentRun, MAX_STEPS } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { count, countOf } from './count'
import { playRun, type RunEnd } from './play-run'

export interface RunProgress {
  readonly total: number
  readonly done: number
}

/** What a Run that ended says, for as long as the run stands where it left it. */
interface Outcome {
  readonly words: string
  readonly run: CurrentRun
}

function wordsFor(end: RunEnd, { total, done }: RunProgress): string {
  const taken = `${count(done)} of ${countOf(total, 'step')}`
  switch (end) {
    case 'finished':
      return `Took ${countOf(done, 'step')}.`
    case 'stopped':
      return `Stopped after ${taken}. They are kept.`
    case 'changed':
      return `Stopped after ${taken}: the chain was changed meanwhile.`
    case 'diverged':
      // The divergence itself is told for as long as it stands.
      return ''
  }
}

/** Plays a Run in this tab: many steps, gradually, until they are done or stopped. */
export function useRun(steps: CurrentRun) {
  const { board, undo, session, readOnly } = useBoardScope()
  const [progress, setProgress] = useState<RunProgress | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const stopper = useRef<(() => void) | null>(null)

  const start = useCallback(
    (wanted: number) => {
      const total = Math.min(wanted, MAX_STEPS - board.model().run.steps)
      session.setState({ viewedStep: null })
      setProgress({ total, done: 0 })
      stopper.current = playRun(board, undo, total, {
        onProgress: done => setProgress({ total, done }),
        onEnd: (end, done) => {
          stopper.current = null
          setProgress(null)
          setOutcome({ words: wordsFor(end, { total, done }), run: board.model().run })
        },
      })
    },
    [board, undo, session],
  )

  const stop = useCallback(() => stopper.current?.(), [])
  useEffect(() => stop, [stop])
  useEffect(() => {
    if (readOnly !== null) stop()
  }, [readOnly, stop])

  const stillStands = outcome !== null && outcome.run.id === steps.id && outcome.run.steps === steps.steps
  return { progress, outcome: stillStands ? outcome.words : null, start, stop }
}
