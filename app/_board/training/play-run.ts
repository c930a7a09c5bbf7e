import { addSteps, type Board, derive, isWithinReach, type Undo } from '@/lib/board'
import type { Run } from '@/lib/engine'
import { type Computing, computeBeside } from './compute-beside'
import { usefulSteps } from './divergence'
import { stepsDue } from './run-pace'

/** Why a Run ended: all its steps are taken, Stop was pressed, the run diverged, or somebody changed the chain or took steps back. */
export type RunEnd = 'finished' | 'stopped' | 'diverged' | 'changed'

interface Listener {
  onProgress(done: number): void
  onEnd(end: RunEnd, done: number): void
}

/**
 * Takes `total` steps over about two seconds, in animation frames, as one undo item. Steps that are too many for the moment
 * are computed beside the page first, and taken as they are reached. Returns the way to stop it; what is done by
 * then stays.
 */
export function playRun(board: Board, undo: Undo, total: number, listener: Listener): () => void {
  const runId = board.model().run.id
  const begun = performance.now()
  let ahead: { readonly run: Run; readonly computing: Computing } | null = null
  let lastWrite = begun
  let lastSteps = board.model().run.steps
  let done = 0
  let frame = 0

  const end = (reason: RunEnd) => {
    cancelAnimationFrame(frame)
    ahead?.computing.end()
    undo.endGesture()
    listener.onEnd(reason, done)
  }

  const computeAhead = (run: Run, upTo: number) => {
    if (ahead?.run !== run) {
      ahead?.computing.end()
      ahead = { run, computing: computeBeside(run, () => {}) }
    }
    ahead.computing.advance(upTo)
  }

  const advance = (now: number) => {
    const model = board.model()
    const { id, steps } = model.run
    if (id !== runId || steps < lastSteps) return end('changed')

    const { run } = derive(model)
    const last = steps + total - done
    const isFar = !isWithinReach(model, last)
    if (isFar) computeAhead(run, last)

    const most = isFar ? Math.max(0, run.furthest - steps) : Infinity
    const due = stepsDue({ total, done, elapsed: now - begun, sinceWrite: now - lastWrite, most })
    if (due > 0) {
      const useful = usefulSteps(run, steps, due)
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
