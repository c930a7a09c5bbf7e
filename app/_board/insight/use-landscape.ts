'use client'

import { useEffect, useState } from 'react'
import { type Landscape, pointsOf } from './landscape'
import type { LandscapeProgress } from './landscape-worker'

/** A landscape as far as it is worked out. */
export interface WorkedOut {
  /** Of the landscape that was asked for last; while the first numbers of a new one are missing, that of the one before. */
  readonly landscape: Landscape
  /** NaN where nothing is known yet, or a run has diverged. */
  readonly numbers: Float64Array
  readonly done: number
  readonly state: 'working' | 'done' | 'stopped' | 'failed'
}

/** A chain that changes in every frame is looked at when it stands still for so long, in ms. */
const STILL_MS = 150

/**
 * Works a landscape out in a worker, and anew when it becomes another one, which its reference says. `stop` ends it where it is.
 */
export function useLandscape(landscape: Landscape): [WorkedOut | null, stop: () => void] {
  const [worked, setWorked] = useState<WorkedOut | null>(null)
  const [stopped, setStopped] = useState<Landscape | null>(null)
  const isStopped = stopped === landscape

  useEffect(() => {
    if (isStopped) return setWorked(before => before && { ...before, state: 'stopped' })
    let worker: Worker | null = null
    const begin = () => {
      const numbers = new Float64Array(pointsOf(landscape)).fill(Number.NaN)
      const show = (done: number) =>
        setWorked({ landscape, numbers, done, state: done === numbers.length ? 'done' : 'working' })
      // The bundler makes a script of the file because it sees exactly this expression.
      worker = new Worker(new URL('./landscape-worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<LandscapeProgress>) => {
        numbers.set(data.numbers, data.from)
        show(data.from + data.numbers.length)
      }
      worker.onerror = () => setWorked({ landscape, numbers, done: 0, state: 'failed' })
      worker.postMessage(landscape)
    }
    const timer = setTimeout(begin, STILL_MS)
    return () => {
      clearTimeout(timer)
      worker?.terminate()
    }
  }, [landscape, isStopped])

  return [worked, () => setStopped(landscape)]
}
