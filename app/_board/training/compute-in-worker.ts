import type { Run } from '@/lib/engine'
import type { Computing } from './compute-beside'
import type { RunProgress, RunRequest } from './run-worker'

interface Listeners {
  readonly onProgress: (isDone: boolean) => void
  /** The worker did not start, or broke. What has been reached stays. */
  readonly onFailure: () => void
}

/** How long a worker that has nothing to do waits for more: somebody's run grows twenty times a second. */
const PATIENCE_MS = 2000

/** Computes a run on another thread; null where there are no workers. */
export function computeInWorker(run: Run, { onProgress, onFailure }: Listeners): Computing | null {
  if (typeof Worker === 'undefined') return null
  let worker: Worker | null = null
  let wanted = 0
  /** The step up to which the worker computes now; 0 while it has nothing to do. */
  let asked = 0
  let idle: ReturnType<typeof setTimeout> | undefined

  const end = () => {
    clearTimeout(idle)
    if (worker === null) return
    // A message that is on its way already would still arrive.
    worker.onmessage = null
    worker.onerror = null
    worker.terminate()
    worker = null
    asked = 0
  }

  const begin = () => {
    // The bundler makes a script of the file because it sees exactly this expression.
    const begun = new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module' })
    begun.onmessage = ({ data: { news, isDone } }: MessageEvent<RunProgress>) => {
      run.adopt(news)
      if (isDone) rest()
      onProgress(asked === 0)
    }
    begun.onerror = () => {
      end()
      onFailure()
    }
    worker = begun
    const known = run.memory()
    send(begun, { begin: { start: run.start, known }, upTo: wanted }, [
      known.states.buffer,
      known.losses.buffer,
    ])
  }

  const ask = () => {
    clearTimeout(idle)
    asked = wanted
    if (worker === null) begin()
    else send(worker, { upTo: wanted })
  }

  const rest = () => {
    const isEnough = wanted <= asked
    asked = 0
    if (isEnough) idle = setTimeout(end, PATIENCE_MS)
    else ask()
  }

  return {
    advance(upTo) {
      wanted = upTo
      if (asked === 0 && run.unitsTo(upTo) > 0) ask()
    },
    end,
  }
}

const send = (worker: Worker, request: RunRequest, transfer: Transferable[] = []): void =>
  worker.postMessage(request, transfer)
