import * as Y from 'yjs'
import type { Board } from './board'
import { readRun } from './run-record'
import { LOCAL, metaOf, modelOf, nestedMap, SUPPORT } from './schema'

/** One participant's undo history: their own edits alone, one item a gesture. It lives as long as the page. */
export interface Undo {
  /** Takes the last item back that can still be seen (U7). False when nothing on the board changed. */
  undo(): boolean
  redo(): boolean
  canUndo(): boolean
  canRedo(): boolean
  /** Until `endGesture`, all commands become one item: a slider drag, a training run. */
  beginGesture(): void
  endGesture(): void
  /** Calls `listener` when `canUndo` or `canRedo` may have changed; returns the way to stop it. */
  subscribe(listener: () => void): () => void
  destroy(): void
}

/** What this module knows of a stack item, kept in its `meta`. */
interface ItemNotes {
  /** Map in the document → key → what stood there before the item's first change of it (undefined: nothing). */
  readonly before: Map<Y.Map<unknown>, Map<string, unknown>>
  /** How many transactions of others had touched the model when the item began. */
  readonly othersEdits: number
}

const NOTES = 'board notes'

/** Starts the undo history of this participant, empty. It notes every command from now on, until `destroy`. */
export function createUndo(board: Board): Undo {
  const { doc } = board
  const roots = [metaOf(doc), modelOf(doc)]
  const model = modelOf(doc)
  // Timeout 0: every transaction is an item of its own, whatever the clock says. A gesture makes it endless.
  const manager = new Y.UndoManager(roots, { doc, trackedOrigins: new Set([LOCAL]), captureTimeout: 0 })
  const listeners = new Set<() => void>()
  let othersEdits = 0

  const countOthers = (transaction: Y.Transaction): void => {
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
    if (!transaction.local && changed.has(model)) othersEdits++
  }
  doc.on('afterTransaction', countOthers)

  type ItemEvent = Parameters<Parameters<typeof manager.on<'stack-item-added'>>[1]>[0]
  const takeNotes = ({ stackItem, changedParentTypes }: ItemEvent): void => {
    const notes = notesOf(stackItem) ?? { before: new Map(), othersEdits }
    stackItem.meta.set(NOTES, notes)
    const changed: ReadonlyMap<unknown, Y.YEvent<Y.AbstractType<unknown>>[]> = changedParentTypes
    for (const root of roots) {
      for (const event of changed.get(root) ?? []) noteValuesBefore(event, notes.before)
    }
  }
  const notify = (): void => {
    for (const listener of [...listeners]) listener()
  }
  manager.on('stack-item-added', takeNotes)
  manager.on('stack-item-updated', takeNotes)
  manager.on('stack-item-added', notify)
  manager.on('stack-cleared', notify)

  const endGesture = (): void => {
    manager.captureTimeout = 0
    manager.stopCapturing()
  }

  const pop = (take: () => Y.UndoManager['undoStack'][number] | null): void => {
    const runBefore = model.get('run')
    const notes = notesOf(take())
    if (notes !== null) {
      doc.transact(() => {
        restoreMissing(notes.before)
        if (othersEdits > notes.othersEdits) keepRun(model, runBefore)
      }, SUPPORT)
    }
  }

  /** Takes items until one shows: those of a run that others have left behind would change nothing (U7). */
  const popUntilSeen = (canTake: () => boolean, take: Parameters<typeof pop>[0]): boolean => {
    endGesture()
    const shown = board.model()
    while (canTake() && board.model() === shown) pop(take)
    notify()
    return board.model() !== shown
  }

  return {
    undo: () =>
      popUntilSeen(
        () => manager.canUndo(),
        () => manager.undo(),
      ),
    redo: () =>
      popUntilSeen(
        () => manager.canRedo(),
        () => manager.redo(),
      ),
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    beginGesture() {
      manager.stopCapturing()
      manager.captureTimeout = Number.POSITIVE_INFINITY
    },
    endGesture,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy() {
      doc.off('afterTransaction', countOthers)
      manager.destroy()
      listeners.clear()
    },
  }
}

function notesOf(item: Y.UndoManager['undoStack'][number] | null): ItemNotes | null {
  const notes: ItemNotes | undefined = item?.meta.get(NOTES)
  return notes ?? null
}

/** Notes what each changed key held; the first note of a key stays. */
function noteValuesBefore(
  { target, changes }: Y.YEvent<Y.AbstractType<unknown>>,
  before: ItemNotes['before'],
): void {
  if (!(target instanceof Y.Map)) return
  const values = before.get(target) ?? new Map<string, unknown>()
  before.set(target, values)
  for (const [key, { oldValue }] of changes.keys) {
    if (!values.has(key)) values.set(key, oldValue)
  }
}

/**
 * After truly concurrent changes of one key, of which mine won, Yjs takes mine back but does not bring the
 * earlier value again: the key is gone for everybody. It is written again here, from the notes (U4).
 */
function restoreMissing(before: ItemNotes['before']): void {
  for (const [map, values] of before) {
    if (map._item?.deleted) continue // The layer or sample that it described has been removed.
    for (const [key, value] of values) {
      if (isPrimitive(value) && !map.has(key)) map.set(key, value)
    }
  }
}

const isPrimitive = (value: unknown): boolean => ['number', 'string', 'boolean'].includes(typeof value)

/**
 * Taking back an edit that opened a run would take everybody back to the run before it, and hide what others did
 * since. So the run stays (U3), unless the item was about another chain altogether.
 */
function keepRun(model: Y.Map<unknown>, runBefore: unknown): void {
  const runs = nestedMap(model, 'runs')
  const before = readRun(runs, runBefore)
  const after = readRun(runs, model.get('run'))
  if (before !== null && before.chain === after?.chain && model.get('run') !== runBefore) {
    model.set('run', runBefore)
  }
}
