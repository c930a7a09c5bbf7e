import { addElements, deleteElements, isWritten, type NewElement, type Undo } from '@/lib/board'
import type { CanvasScope } from '../../canvas-scope'
import { layToolDown } from '../../canvas-state'

/** The element that somebody writes in, by their undo history: all that they type into it is one item. */
const written = new WeakMap<Undo, string>()

/** Puts a new element on the board and opens it for writing. */
export function startWriting(stage: CanvasScope, element: NewElement): void {
  const { board, undo, state, tell } = stage
  state.setState({ editing: null })
  undo.beginGesture()
  const refusal = addElements(board, [element])
  if (refusal !== null) {
    undo.endGesture()
    tell(refusal)
    return
  }
  written.set(undo, element.id)
  layToolDown(state, [element.id])
  state.setState({ editing: element.id, preview: null })
}

/** Somebody begins to write in an element. */
export function beginWriting({ undo }: CanvasScope, id: string): void {
  if (written.get(undo) === id) return
  written.set(undo, id)
  undo.beginGesture()
}

/** They have ended. What holds no words goes. */
export function endWriting({ board, undo, annotations, state }: CanvasScope, id: string): void {
  written.delete(undo)
  const element = annotations.elements.get(id)
  if (element !== undefined && isWritten(element) && element.text.trim() === '') {
    deleteElements(board, [id])
    state.setState(({ selection }) => ({ selection: new Set([...selection].filter(each => each !== id)) }))
  }
  undo.endGesture()
}
