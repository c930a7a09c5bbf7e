import { type CheckAnswer, CheckQueue, type CheckRequest } from './check-queue'

/** Checks derivations while the page goes on. */
export interface Checking {
  ask(request: CheckRequest): void
  end(): void
}

/** Checks in a worker; where there is none, or it breaks, in slices of the page's own time. */
export function checkBeside(onAnswer: (answer: CheckAnswer) => void): Checking {
  const asked = new Map<string, CheckRequest>()
  let worker: Worker | null = null
  let queue: CheckQueue | null = null

  const here = (): CheckQueue => {
    queue ??= new CheckQueue(onAnswer, () => new Promise(resolve => setTimeout(resolve)))
    return queue
  }
  const begin = (): Worker | null => {
    if (typeof Worker === 'undefined' || queue !== null) return null
    // The bundler makes a script of the file because it sees exactly this expression.
    const begun = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    begun.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.isDone && asked.get(data.id)?.edition === data.edition) asked.delete(data.id)
      onAnswer(data)
    }
    begun.onerror = () => {
      begun.terminate()
      worker = null
      for (const request of asked.values()) here().ask(request)
      asked.clear()
    }
    return begun
  }

  return {
    ask(request) {
      worker ??= begin()
      if (worker === null) return here().ask(request)
      asked.set(request.id, request)
      worker.postMessage(request)
    },
    end() {
      worker?.terminate()
      worker = null
      asked.clear()
    },
  }
}
