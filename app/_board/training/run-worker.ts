import { type Run, type RunMemory, type RunStart, startRun } from '@/lib/engine'
import { stepsALook } from './steps-a-look'

/** What the worker is asked: to compute its run up to a step; the first time also which run, and what is known of it. */
export interface RunRequest {
  readonly begin?: { readonly start: RunStart; readonly known: RunMemory }
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

let run: Run | null = null
let told = 0

// A worker answers one request and looks at no message meanwhile: to stop it, terminate it.
self.onmessage = ({ data: { begin, upTo } }: MessageEvent<RunRequest>) => {
  if (begin !== undefined) {
    run = startRun(begin.start, { keepsLosses: true })
    run.adopt(begin.known)
    told = run.furthest
  }
  if (run !== null) compute(run, upTo)
}

function compute(run: Run, upTo: number): void {
  const steps = stepsALook(run.start)
  let isDone = false
  while (!isDone) {
    const tellAt = performance.now() + TOLD_EVERY_MS
    while (!isDone && performance.now() < tellAt) isDone = run.advance(upTo, steps)
    const news = run.memory(told)
    told = news.furthest
    const progress: RunProgress = { news, isDone }
    self.postMessage(progress, { transfer: [news.states.buffer, news.losses.buffer] })
  }
}
