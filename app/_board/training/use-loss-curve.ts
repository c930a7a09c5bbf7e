'use client'

import { useEffect, useRef, useState } from 'react'
import { lossCurve, type Run } from '@/lib/engine'

/** Losses at some steps of a run, both ends included. */
export type LossCurveData = ReturnType<typeof lossCurve>

/** About one point for every pixel of the plot. */
const MOST_POINTS = 240
/** A long run of a deep chain is costly to replay: at most this share of the time goes into it. */
const SHARE_OF_TIME = 1 / 4

/** The loss along a run, recomputed when the run or its steps change and at most once a frame. Null without steps. */
export function useLossCurve(run: Run, steps: number): LossCurveData | null {
  const [curve, setCurve] = useState<LossCurveData | null>(null)
  const latest = useRef({ run, steps })
  const frame = useRef(0)
  const notBefore = useRef(0)

  useEffect(() => {
    latest.current = { run, steps }
    if (frame.current !== 0) return

    const draw = (now: number) => {
      if (now < notBefore.current) {
        frame.current = requestAnimationFrame(draw)
        return
      }
      frame.current = 0
      const { run, steps } = latest.current
      const begun = performance.now()
      setCurve(steps === 0 ? null : lossCurve(run, steps, MOST_POINTS))
      const ended = performance.now()
      notBefore.current = ended + (ended - begun) / SHARE_OF_TIME
    }
    frame.current = requestAnimationFrame(draw)
  }, [run, steps])

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
    },
    [],
  )

  return steps === 0 ? null : curve
}
