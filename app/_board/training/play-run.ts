import { addSteps, type Board, derive, stepsOnTheSpot, type Undo } from '@/lib/board'
import { usefulSteps } from './divergence'
import { stepsDue } from './run-pace'

/** Why a Run ended: all its steps are taken, Stop was pressed, the run diverged, or somebody changed the chain or took steps back. */
export type RunEnd = 'finished' | 'stopped' | 'diverged' | 'changed'

interface Listener {
  onProgress(done: number): void
  onEnd(end: RunEnd, done: number): void
}

/**
 * Takes `total` steps over about two seconds, in animation frames, as one undo item. Returns the way to stop it; what
 * is done by then stays.
 */
export function playRun(board: Board, undo: Undo, total: number, listener: Listener): () => void {
  const runId = board.model().run.id
  const begun = performance.now()
  let lastWrite = begun
  let lastSteps = board.model().run.steps
  let done = 0
  let frame = 0

  const end = (reason: RunEnd) => {
    cancelAnimationFrame(frame)
    undo.endGesture()
    listener.onEnd(reason, done)
  }

  const advance = (now: number) => {
    const model = board.model()
    const { id, steps } = model.run
    if (id !== runId || steps < lastSteps) return end('changed')

    const due = stepsDue({
      total,
      done,
      elapsed: now - begun,
      sinceWrite: now - lastWrite,
      most: stepsOnTheSpot(model),
    })
    if (due > 0) {
      const useful = usefulSteps(derive(model).run, steps, due)
      if (useful > 0 && !addSteps(board, useful)) return end('stopped')
      done += useful
      lastWrite = now
      lastSteps = board.model().run.steps
      listener.onProgress(done)
      if (useful < due) return end('diverged')
      if (done === total) return end('finished')
    }
    frame = requestAnimationFrame(advance)
  }

  undo.beginGesture()
  frame = requestAnimationFrame(advance)
  return () => end('stopped')
}
