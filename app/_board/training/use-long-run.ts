'use client'

import { useEffect } from 'react'
import { computeAhead, derive } from '@/lib/board'
import { useBoardScope, useModel } from '../board-scope'

/** Of a frame of 16 ms, this much goes to a long run; the rest is for the page. */
const SHARE_OF_A_FRAME_MS = 7
/** Steps between two looks at the clock, for a chain of one layer. */
const UNITS_A_LOOK = 20_000
/** How often the page shows how far it is. */
const SHOWN_EVERY_MS = 100

/**
 * Computes a run that is too long for the moment, in slices of each frame, so that the page goes on: somebody joined
 * a board whose run has a million steps, say. `session.computed` tells how far it is.
 */
export function useLongRun(): void {
  const { board, session } = useBoardScope()
  const model = useModel()
  const isLong = derive(model).computing !== null

  useEffect(() => {
    if (!isLong) return
    let shownAt = 0
    let frame = requestAnimationFrame(function computeSlice(now) {
      const latest = board.model()
      const steps = Math.ceil(UNITS_A_LOOK / latest.layers.length)
      let isDone = false
      while (!isDone && performance.now() - now < SHARE_OF_A_FRAME_MS) isDone = computeAhead(latest, steps)
      if (isDone) {
        session.setState({ computed: null })
        return
      }
      if (now - shownAt >= SHOWN_EVERY_MS) {
        shownAt = now
        session.setState({ computed: derive(latest).step })
      }
      frame = requestAnimationFrame(computeSlice)
    })
    return () => {
      cancelAnimationFrame(frame)
      session.setState({ computed: null })
    }
  }, [isLong, board, session])
}
