'use client'

import { useEffect, useRef } from 'react'
import { derive } from '@/lib/board'
import { useBoardScope, useModel, useSession } from '../board-scope'
import { useLasting } from '../interface/use-lasting'
import { whenIdle } from '../interface/when-idle'
import { type Computing, computeBeside } from './compute-beside'

/** A run that is too long for the moment, as far as it is computed here. */
export interface LongRun {
  readonly done: number
  readonly total: number
  /** Whether this participant has stopped the computing, in this tab alone. */
  readonly isStopped: boolean
  stop(): void
  goOn(): void
}

/** Shorter waits are not worth a word. */
const NOTICED_AFTER_MS = 300

/**
 * Computes a run that is too long for the moment beside the page, so that the page goes on: somebody joined a board
 * whose run has a million steps, say. `session.computed` tells how far it is. Null when there is nothing to tell.
 */
export function useLongRun(): LongRun | null {
  const { board, session } = useBoardScope()
  const { run, computing: total } = derive(useModel())
  const done = useSession(state => state.computed)
  const isStopped = useSession(state => state.isComputingStopped)
  const isLong = total !== null
  const isNoticed = useLasting(isLong, NOTICED_AFTER_MS)
  const computing = useRef<Computing | null>(null)

  useEffect(() => {
    const show = () => {
      const latest = derive(board.model())
      if (latest.run !== run) return
      session.setState({ computed: latest.computing === null ? null : run.furthest })
    }
    const showSoon = whenIdle(show)
    const onProgress = (isDone: boolean) => {
      if (!isDone) return showSoon()
      show()
      // Steps may have been added meanwhile.
      const { run: latest, steps } = derive(board.model())
      if (latest === run) computing.current?.advance(steps)
    }
    computing.current = computeBeside(run, onProgress)
    return () => {
      showSoon.cancel()
      computing.current?.end()
      computing.current = null
      session.setState({ computed: null, isComputingStopped: false })
    }
  }, [run, board, session])

  useEffect(() => {
    if (!isLong) return session.setState({ computed: null, isComputingStopped: false })
    session.setState({ computed: run.furthest })
    if (isStopped) computing.current?.end()
    else computing.current?.advance(board.model().run.steps)
  }, [isLong, isStopped, run, board, session])

  if (total === null || done === null || !(isNoticed || isStopped)) return null
  return {
    done,
    total,
    isStopped,
    stop: () => session.setState({ isComputingStopped: true }),
    goOn: () => session.setState({ isComputingStopped: false }),
  }
}
