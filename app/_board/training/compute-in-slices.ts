import type { Run } from '@/lib/engine'
import { stepsALook } from './steps-a-look'

/** Of a frame of 16 ms, this much goes to a long run; the rest is for the page. */
const SHARE_OF_A_FRAME_MS = 7
/** How often the page shows how far it is. */
const SHOWN_EVERY_MS = 100

/**
 * Computes the steps that a run lacks up to step `upTo` in slices of each frame, where there are no workers. Tells ten
 * times a second and at the end that more of it is there. Answers what ends it at once.
 */
export function computeInSlices(run: Run, upTo: number, onProgress: (isDone: boolean) => void): () => void {
  const steps = stepsALook(run.start)
  let shownAt = 0
  let frame = requestAnimationFrame(function computeSlice(now) {
    let isDone = false
    while (!isDone && performance.now() - now < SHARE_OF_A_FRAME_MS) isDone = run.advance(upTo, steps)
    if (!isDone) frame = requestAnimationFrame(computeSlice)
    if (!isDone && now - shownAt < SHOWN_EVERY_MS) return
    shownAt = now
    onProgress(isDone)
  })
  return () => cancelAnimationFrame(frame)
}
