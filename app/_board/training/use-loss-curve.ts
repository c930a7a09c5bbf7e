'use client'

import { useEffect, useRef, useState } from 'react'
import type { Run } from '@/lib/engine'
import { type GrowingCurve, growCurve } from './growing-curve'

/** The loss along a run, brought up to date when the run or its steps change, once a frame. Null without steps. */
export function useLossCurve(run: Run, steps: number): GrowingCurve | null {
  const [curve, setCurve] = useState<GrowingCurve | null>(null)
  const latest = useRef({ run, steps })
  const frame = useRef(0)

  useEffect(() => {
    latest.current = { run, steps }
    if (frame.current !== 0) return
    frame.current = requestAnimationFrame(() => {
      frame.current = 0
      const { run, steps } = latest.current
      setCurve(known => (steps === 0 ? null : growCurve(known, run, steps)))
    })
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
