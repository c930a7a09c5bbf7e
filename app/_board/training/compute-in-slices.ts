import type { Run } from '@/lib/engine'
import type { Computing } from './compute-beside'
import { stepsALook } from './steps-a-look'

/** Of a frame of 16 ms, this much goes to a long run; the rest is for the page. */
const SHARE_OF_A_FRAME_MS = 7
/** How often the page shows how far it is. */
const SHOWN_EVERY_MS = 100

/** Computes a run in slices of each frame, where there are no workers. */
export function computeInSlices(run: Run, onProgress: (isDone: boolean) => void): Computing {
  const steps = stepsALook(run.start)
  let wanted = 0
  let shownAt = 0
  let frame = 0

  const computeSlice = (now: number) => {
    let isDone = false
    while (!isDone && performance.now() - now < SHARE_OF_A_FRAME_MS) isDone = run.advance(wanted, steps)
    frame = isDone ? 0 : requestAnimationFrame(computeSlice)
    if (!isDone && now - shownAt < SHOWN_EVERY_MS) return
    shownAt = now
    onProgress(isDone)
  }

  return {
    advance(upTo) {
      wanted = upTo
      if (frame === 0 && run.unitsTo(upTo) > 0) frame = requestAnimationFrame(computeSlice)
    },
    end() {
      cancelAnimationFrame(frame)
      frame = 0
    },
  }
}
