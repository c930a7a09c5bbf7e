import type { Run } from '@/lib/engine'
import { computeInSlices } from './compute-in-slices'
import { computeInWorker } from './compute-in-worker'

/** A run that is computed while the page goes on. */
export interface Computing {
  /** Goes on up to step `upTo`, or to the divergence before it. */
  advance(upTo: number): void
  /** Stops at once. What has been reached stays in the run, and `advance` goes on from there. */
  end(): void
}

/**
 * Computes a run in a worker, or where there is none in slices of each frame. `onProgress` hears some ten times a second
 * that more of it is there, and with `isDone` that nothing which was asked for is missing.
 */
export function computeBeside(run: Run, onProgress: (isDone: boolean) => void): Computing {
  let wanted = 0
  const onFailure = () => {
    computing = computeInSlices(run, onProgress)
    computing.advance(wanted)
  }
  let computing = computeInWorker(run, { onProgress, onFailure }) ?? computeInSlices(run, onProgress)
  return {
    advance(upTo) {
      wanted = upTo
      computing.advance(upTo)
    },
    end: () => computing.end(),
  }
}
