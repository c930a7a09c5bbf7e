import { type RunMemory, type RunStart, startRun } from '@/lib/engine'
import { stepsALook } from './steps-a-look'

/** What the worker is asked: to compute a run from what is known of it up to a step. */
export interface RunRequest {
  readonly start: RunStart
  readonly known: RunMemory
  readonly upTo: number
}

/** What it answers again and again: what has become known since the last answer. */
export interface RunProgress {
  readonly news: RunMemory
  /** Nothing is missing any more: the last step is reached, or the run has diverged. */
  readonly isDone: boolean
}

/** How often the page hears how far it is. */
const TOLD_EVERY_MS = 100

// A worker answers one request and looks at no message meanwhile: to stop it, terminate it.
self.onmessage = ({ data: { start, known, upTo } }: MessageEvent<RunRequest>) => {
  const run = startRun(start)
  run.adopt(known)
  const steps = stepsALook(start)
  let told = run.furthest
  let isDone = false
  while (!isDone) {
    const tellAt = performance.now() + TOLD_EVERY_MS
    while (!isDone && performance.now() < tellAt) isDone = run.advance(upTo, steps)
    const news = run.memory(told)
    told = news.furthest
    const progress: RunProgress = { news, isDone }
    self.postMessage(progress, { transfer: [news.states.buffer] })
  }
}
