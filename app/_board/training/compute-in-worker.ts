import type { Run } from '@/lib/engine'
import type { RunProgress, RunRequest } from './run-worker'

interface Listeners {
  /** More of the run is there; `isDone` when nothing is missing any more. About ten times a second. */
  readonly onProgress: (isDone: boolean) => void
  /** The worker did not start, or broke. What has been reached stays. */
  readonly onFailure: () => void
}

/**
 * Computes the steps that a run lacks up to step `upTo` on another thread. Answers what ends it at once, or null where
 * there are no workers.
 */
export function computeInWorker(
  run: Run,
  upTo: number,
  { onProgress, onFailure }: Listeners,
): (() => void) | null {
  if (typeof Worker === 'undefined') return null
  // The bundler makes a script of the file because it sees exactly this expression.
  const worker = new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module' })
  const end = () => {
    // A message that is on its way already would still arrive.
    worker.onmessage = null
    worker.onerror = null
    worker.terminate()
  }
  worker.onmessage = ({ data: { news, isDone } }: MessageEvent<RunProgress>) => {
    run.adopt(news)
    if (isDone) end()
    onProgress(isDone)
  }
  worker.onerror = () => {
    end()
    onFailure()
  }
  const known = run.memory()
  const request: RunRequest = { start: run.start, known, upTo }
  worker.postMessage(request, [known.states.buffer])
  return end
}
