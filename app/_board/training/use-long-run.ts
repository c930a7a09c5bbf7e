'use client'

import { useEffect } from 'react'
import { derive } from '@/lib/board'
import { useBoardScope, useModel } from '../board-scope'
import { computeInSlices } from './compute-in-slices'
import { computeInWorker } from './compute-in-worker'

/**
 * Computes a run that is too long for the moment beside the page, so that the page goes on: somebody joined a board
 * whose run has a million steps, say. `session.computed` tells how far it is.
 */
export function useLongRun(): void {
  const { board, session } = useBoardScope()
  const { run, computing } = derive(useModel())
  const isLong = computing !== null

  useEffect(() => {
    if (!isLong) return
    const wanted = () => board.model().run.steps
    const inSlices = () => computeInSlices(run, wanted(), onProgress)
    const begin = () => computeInWorker(run, wanted(), { onProgress, onFailure }) ?? inSlices()

    const show = () => {
      const { step, computing } = derive(board.model())
      session.setState({ computed: computing === null ? null : step })
    }
    const onProgress = (isDone: boolean) => {
      show()
      const latest = derive(board.model())
      // Steps may have been added meanwhile.
      if (isDone && latest.run === run && latest.computing !== null) end = begin()
    }
    const onFailure = () => {
      end = inSlices()
    }

    show()
    let end = begin()
    return () => {
      end()
      session.setState({ computed: null })
    }
  }, [isLong, run, board, session])
}
