import * as Y from 'yjs'
import type { Board } from './board'
import { clampStep, isWithinReach } from './derive'
import { PLACEHOLDER_LAYER } from './read-model'
import { type RunRecord, readRun, runIdAfter, sameRecord, startOf, usedRuns } from './run-record'
import { isSeeded, LOCAL, modelOf, type Nested, nestedMap, SUPPORT } from './schema'
import { layersAt, trajectory } from './trajectory'
import type { BoardLayer, Model } from './types'

/** What an edit may write to, inside its transaction. */
export interface Editing extends Record<Nested, Y.Map<unknown>> {
  readonly model: Y.Map<unknown>
  /** The run whose parameters the edit sets. */
  readonly run: string
}

/**
 * Makes one edit that may change the trajectory, in one local transaction. While the current run has no steps, the
 * edit only sets its keys (E1); otherwise it first opens the run that starts from what `at` shows (E2).
 *
 * @param at the step that the participant is looking at; the last one if absent
 * @returns false, with nothing written, when the document has not arrived yet (E8), or when the step that the edit
 *   would start from is still being computed (E12)
 */
export function edit(board: Board, at: number | undefined, change: (editing: Editing) => void): boolean {
  const maps = mendedMaps(board.doc)
  if (maps === null) return false
  const before = board.model()
  const { id, steps } = before.run
  if (!isWithinReach(before, clampStep(at ?? steps, steps))) return false
  const run = steps === 0 ? id : prepareRun(board.doc, maps, before, clampStep(at ?? steps, steps))
  board.doc.transact(() => {
    if (run !== id) maps.model.set('run', run)
    change({ ...maps, run })
  }, LOCAL)
  return true
}

/** The keys of the model that hold one plain value each, which everybody may set. */
type PlainKey = 'x' | 'y' | 'eta' | 'loss' | 'biases' | 'order' | 'seed' | 'batch' | 'optimiser'

/** Sets one plain value of the model, if it is another than the one shown. */
export function setKey<Key extends PlainKey>(
  board: Board,
  key: Key,
  value: Model[Key],
  at: number | undefined,
): boolean {
  if (Object.is(board.model()[key], value)) return true
  return edit(board, at, ({ model }) => model.set(key, value))
}

/** A layer that is shown and is in the document: the placeholder cannot be edited. */
export function editableLayer(board: Board, layerId: string): BoardLayer | null {
  if (layerId === PLACEHOLDER_LAYER) return null
  return board.model().layers.find(({ id }) => id === layerId) ?? null
}

/**
 * The model and the maps inside it, or null when the document has not arrived yet (E8). Where one of the maps is missing or
 * something else stands in its place, an empty one is put there (E11): outside the undo history, because what
 * others write into it must outlive the undo of the edit that needed it.
 */
export function mendedMaps(doc: Y.Doc): Omit<Editing, 'run'> | null {
  if (!isSeeded(doc)) return null
  const model = modelOf(doc)
  const mended = (name: Nested): Y.Map<unknown> =>
    nestedMap(model, name) ?? model.set(name, new Y.Map<unknown>())
  return doc.transact(
    () => ({
      model,
      layers: mended('layers'),
      samples: mended('samples'),
      runs: mended('runs'),
      params: mended('params'),
      steps: mended('steps'),
    }),
    SUPPORT,
  )
}

/**
 * Makes sure that the run opened at `step` of the current run has its record, and returns its id (E3, E4). The record
 * changes nothing until `model.run` names it, so it stands outside the undo history: others may be on that run.
 */
export function prepareRun(doc: Y.Doc, maps: Omit<Editing, 'run'>, before: Model, step: number): string {
  const { id: parent, chain } = before.run
  const at = lastFiniteStep(before, step)
  const depth = (readRun(maps.runs, parent)?.depth ?? 0) + 1
  const record: RunRecord = { chain, parent, at, depth, start: startOf(layersAt(before, at)) }
  const used = usedRuns(maps.params, maps.steps)
  for (let attempt = 0; ; attempt++) {
    const id = runIdAfter(parent, at, attempt)
    if (used.has(id)) continue
    if (!maps.runs.has(id)) {
      doc.transact(() => maps.runs.set(id, record), SUPPORT)
      return id
    }
    const existing = readRun(maps.runs, id)
    if (existing !== null && sameRecord(existing, record)) return id
  }
}

/** An edit past a divergence starts from the last step whose parameters are all finite (E6). */
function lastFiniteStep(model: Model, step: number): number {
  const divergedAt = trajectory(model).divergesBy(step)
  return divergedAt === null ? step : divergedAt - 1
}
