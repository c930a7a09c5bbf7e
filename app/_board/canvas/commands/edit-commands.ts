import { deleteElements, duplicateElements } from '@/lib/board'
import { duplicateStep } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { takeTool } from '../canvas-state'
import { copySelection, pasteFromClipboard } from '../clipboard/clipboard'
import { focusList } from '../overlay/focus-list'
import { enteredGroup, membersOf } from '../selection/groups'
import { hasWords, openElement } from '../selection/open-element'
import { boxAroundAll, uprightBoxOf } from '../selection/selected'
import { type Command, hasSelection, mayChangeSelection, say } from './command'

const mayAnnotate = (stage: CanvasScope): boolean => stage.mayAnnotate

export const EDIT_COMMANDS: readonly Command[] = [
  {
    id: 'edit.undo',
    words: 'Undo my last edit',
    group: 'Edit',
    keys: ['Ctrl+Z'],
    repeats: true,
    isForTypists: true,
    isEnabled: mayAnnotate,
    run({ undo, tell }) {
      if (!undo.canUndo() || undo.undo()) return
      tell('Nothing of yours is left to undo: somebody’s edit has started a new run since.')
    },
  },
  {
    id: 'edit.redo',
    words: 'Redo',
    group: 'Edit',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    repeats: true,
    isForTypists: true,
    isEnabled: mayAnnotate,
    run({ undo }) {
      undo.redo()
    },
  },
  {
    id: 'edit.cut',
    words: 'Cut',
    group: 'Edit',
    keys: ['Ctrl+X'],
    isByBrowser: true,
    isEnabled: mayChangeSelection,
    run: stage => void copySelection(stage).then(isDone => isDone && removeSelection(stage)),
  },
  {
    id: 'edit.copy',
    words: 'Copy',
    group: 'Edit',
    keys: ['Ctrl+C'],
    isByBrowser: true,
    isEnabled: hasSelection,
    run: stage => void copySelection(stage),
  },
  {
    id: 'edit.paste',
    words: 'Paste',
    group: 'Edit',
    keys: ['Ctrl+V'],
    isByBrowser: true,
    isEnabled: mayAnnotate,
    run: stage => void pasteFromClipboard(stage),
  },
  {
    id: 'edit.duplicate',
    words: 'Duplicate',
    group: 'Edit',
    keys: ['Ctrl+D'],
    isEnabled: mayChangeSelection,
    run: duplicateSelection,
  },
  {
    id: 'edit.delete',
    words: 'Delete',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    isEnabled: mayChangeSelection,
    run: removeSelection,
  },
  {
    id: 'edit.select-all',
    words: 'Select everything',
    group: 'Edit',
    keys: ['Ctrl+A'],
    isEnabled: ({ annotations }) => annotations.elements.size > 0,
    run({ state, annotations }) {
      const free = [...annotations.elements.values()].filter(
        each => each.kind !== 'unreadable' && !each.locked,
      )
      takeTool(state, 'select')
      state.setState({ selection: new Set(free.map(({ id }) => id)) })
    },
  },
  {
    id: 'edit.open',
    words: 'Write in it',
    group: 'Edit',
    keys: ['Enter'],
    isEnabled({ state, annotations, mayAnnotate }) {
      const [id, ...others] = state.getState().selection
      return mayAnnotate && others.length === 0 && hasWords(annotations.elements.get(id ?? ''))
    },
    run(stage) {
      const [id] = stage.state.getState().selection
      if (id !== undefined) openElement(stage, id)
    },
  },
  {
    id: 'edit.leave',
    words: 'Leave the group, the selection, the tool',
    group: 'Edit',
    keys: ['Escape'],
    isKeysOnly: true,
    isEnabled({ state }) {
      const { selection, tool, isFocused } = state.getState()
      return selection.size > 0 || tool !== 'select' || isFocused
    },
    run: leave,
  },
]

/** Deletes what is selected. */
export function removeSelection(stage: CanvasScope): void {
  const { board, state } = stage
  const refused = deleteElements(board, state.getState().selection)
  if (refused === null) {
    // A word that has the focus would take it along.
    if (document.activeElement?.closest('[data-annotation]')) focusList()
    state.setState({ selection: new Set() })
  }
  say(stage, refused)
}

function duplicateSelection(stage: CanvasScope): void {
  const { board, state, places } = stage
  const { selection, camera } = state.getState()
  const around = boxAroundAll(stage, selection)
  if (around === null) return
  const others = places.index.all().map(({ box }) => box)
  const copied = duplicateElements(board, selection, duplicateStep(uprightBoxOf(around), others, camera.zoom))
  if ('refused' in copied) stage.tell(copied.refused)
  else state.setState({ selection: new Set(copied.ids) })
}

/** One thing further out: from inside a group to all of it, from a selection to none, from a tool to Select, to all the bars. */
function leave({ state, annotations }: CanvasScope): void {
  const { selection, tool, isFocused } = state.getState()
  const entered = enteredGroup(annotations.elements, selection)
  if (entered !== null) state.setState({ selection: membersOf(annotations.elements, entered) })
  else if (selection.size > 0) state.setState({ selection: new Set() })
  else if (tool !== 'select') takeTool(state, 'select')
  else if (isFocused) state.setState({ isFocused: false })
}
