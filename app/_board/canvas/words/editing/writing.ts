import {
  type AnyElement,
  addElements,
  deleteElements,
  isReadable,
  isWritten,
  type NewElement,
  type Undo,
} from '@/lib/board'
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

/** Somebody begins to write in an element. In a derivation each line is an item of its own: see `beginLine`. */
export function beginWriting({ undo, annotations }: CanvasScope, id: string): void {
  if (written.get(undo) === id || annotations.elements.get(id)?.kind === 'derivation') return
  written.set(undo, id)
  undo.beginGesture()
}

/** They come to a line of a derivation, or to a new piece of it: what they type from here on is one item. */
export function beginLine({ undo }: Pick<CanvasScope, 'undo'>, id: string): void {
  // A derivation that was just put there is one item with the first that is written in it.
  if (written.get(undo) === id) written.delete(undo)
  else undo.beginGesture()
}

/** They have ended. What holds no words goes. */
export function endWriting({ board, undo, annotations, state }: CanvasScope, id: string): void {
  written.delete(undo)
  const element = annotations.elements.get(id)
  if (element !== undefined && isEmpty(element)) {
    deleteElements(board, [id])
    state.setState(({ selection }) => ({ selection: new Set([...selection].filter(each => each !== id)) }))
  }
  undo.endGesture()
}

function isEmpty(element: AnyElement): boolean {
  if (isWritten(element)) return element.text.trim() === ''
  if (element.kind !== 'derivation') return false
  return (
    element.title.trim() === '' && element.lines.every(line => isReadable(line) && line.text.trim() === '')
  )
}
