import * as Y from 'yjs'
import { entryOf, lineOf } from './annotations/changed-entries'
import type { Board } from './board'
import { followOthers } from './others-edits'
import { readRun } from './run-record'
import { annotationsOf, LOCAL, metaOf, modelOf, nestedMap, SUPPORT } from './schema'
import { type ItemNotes, newNotes, noteElements, noteValuesBefore, restoreMissing } from './undo-notes'

/** One participant's undo history: their own edits alone, one item a gesture. It lives as long as the page. */
export interface Undo {
  /** Takes the last item back that can still be seen (U7). False when nothing on the board changed. */
  undo(): boolean
  redo(): boolean
  canUndo(): boolean
  canRedo(): boolean
  /** Until `endGesture`, all commands become one item: a slider drag, a training run, a drawing moved across the board. */
  beginGesture(): void
  endGesture(): void
  /** Calls `listener` when `canUndo` or `canRedo` may have changed; returns the way to stop it. */
  subscribe(listener: () => void): () => void
  destroy(): void
}

const NOTES = 'board notes'

/** Starts the undo history of this participant, empty. It notes every command from now on, until `destroy`. */
export function createUndo(board: Board): Undo {
  const { doc } = board
  const [meta, model, root] = [metaOf(doc), modelOf(doc), annotationsOf(doc)]
  const others = followOthers(doc)
  /** Another number after every change of an annotation. */
  let edition = 0
  const followAnnotations = ({ changedParentTypes }: Y.Transaction): void => {
    // Yjs types the keys of this map by event; these are the roots.
    const changed: ReadonlyMap<unknown, unknown> = changedParentTypes
    if (changed.has(root)) edition++
  }
  doc.on('afterTransaction', followAnnotations)
  const listeners = new Set<() => void>()

  /** Of an element or a line that others have changed since my item put it here, undo and redo take nothing away (U8). */
  const mayTakeAway = (piece: Y.Item, notes: ItemNotes | null): boolean => {
    if (notes === null) return true
    return [entryOf(piece, root), lineOf(piece, root)].every(
      place => place === null || !notes.added.has(place) || !others.haveChanged(place, notes.othersEdits),
    )
  }
  // Yjs takes an item from its stack and asks of each piece of it; an item with nothing to take away makes it go on to the next.
  let stack: readonly StackItem[] = []
  const itemInHand = (): StackItem | undefined => {
    const left = manager.undoing ? manager.undoStack : manager.redoStack
    return stack[left.length]
  }
  // Timeout 0: every transaction is an item of its own, whatever the clock says. A gesture makes it endless.
  const manager = new Y.UndoManager([meta, model, root], {
    doc,
    trackedOrigins: new Set([LOCAL]),
    captureTimeout: 0,
    deleteFilter: piece => mayTakeAway(piece, notesOf(itemInHand() ?? null)),
  })

  type ItemEvent = Parameters<Parameters<typeof manager.on<'stack-item-added'>>[1]>[0]
  const takeNotes = ({ stackItem, changedParentTypes }: ItemEvent): void => {
    const notes = notesOf(stackItem) ?? newNotes(others.count())
    stackItem.meta.set(NOTES, notes)
    const changed: ReadonlyMap<unknown, Y.YEvent<Y.AbstractType<unknown>>[]> = changedParentTypes
    for (const type of [meta, model, root]) {
      for (const event of changed.get(type) ?? []) {
        noteValuesBefore(event, notes.before)
        if (type === root) noteElements(event, root, stackItem.deletions, notes)
      }
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

  const pop = (from: readonly StackItem[], take: () => StackItem | null): void => {
    stack = [...from]
    const runBefore = model.get('run')
    const notes = notesOf(take())
    if (notes !== null) {
      doc.transact(() => {
        restoreMissing(notes, root)
        if (others.haveChanged(model, notes.othersEdits)) keepRun(model, runBefore)
      }, SUPPORT)
    }
  }

  /** Takes items until one shows: those of a run that others have left behind would change nothing (U7). */
  const popUntilSeen = (itemsOf: () => readonly StackItem[], take: () => StackItem | null): boolean => {
    endGesture()
    const [shown, before] = [board.model(), edition]
    const isSeen = () => board.model() !== shown || edition !== before
    while (itemsOf().length > 0 && !isSeen()) pop(itemsOf(), take)
    notify()
    return isSeen()
  }

  return {
    undo: () =>
      popUntilSeen(
        () => manager.undoStack,
        () => manager.undo(),
      ),
    redo: () =>
      popUntilSeen(
        () => manager.redoStack,
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
      doc.off('afterTransaction', followAnnotations)
      others.stop()
      manager.destroy()
      listeners.clear()
    },
  }
}

type StackItem = Y.UndoManager['undoStack'][number]

function notesOf(item: StackItem | null): ItemNotes | null {
  const notes: ItemNotes | undefined = item?.meta.get(NOTES)
  return notes ?? null
}

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
