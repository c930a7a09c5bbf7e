import type { Board } from './board'
import { mendedMaps, prepareRun } from './edit'
import { MAX_STEPS } from './limits'
import { LOCAL, stepKey } from './schema'

/**
 * Takes `n` more gradient steps, at the end of the current run. They are counted under this writer's key, so that
 * people who press Step at once add up (R9). At most 1,000,000 in a run.
 */
export function addSteps(board: Board, n: number): boolean {
  const { id, steps } = board.model().run
  const added = Math.min(n, MAX_STEPS - steps)
  if (!Number.isSafeInteger(n) || added <= 0) return false
  const maps = mendedMaps(board.doc)
  if (maps === null) return false
  const key = stepKey(id, board.doc.clientID)
  board.doc.transact(() => {
    const mine = maps.steps.get(key)
    maps.steps.set(key, (Number.isSafeInteger(mine) ? (mine as number) : 0) + added) // isSafeInteger accepts numbers alone
  }, LOCAL)
  return true
}

/** Back to the start weights: opens a run at step 0 of the current one (E7). Nobody's step counts are touched. */
export function restart(board: Board): boolean {
  const before = board.model()
  if (before.run.steps === 0) return true
  const maps = mendedMaps(board.doc)
  if (maps === null) return false
  const run = prepareRun(board.doc, maps, before, 0)
  board.doc.transact(() => maps.model.set('run', run), LOCAL)
  return true
}
