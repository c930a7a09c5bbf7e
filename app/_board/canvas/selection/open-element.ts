import { type AnyElement, type Derivation, type Frame, isWritten, type WrittenElement } from '@/lib/board'
import type { CanvasScope } from '../canvas-scope'

const LOCKED = 'It is locked. Unlock it first (Shift+L).'

/** Whether somebody can write in it: a frame has a title, a derivation has lines. */
export const hasWords = (element: AnyElement | undefined): element is WrittenElement | Frame | Derivation =>
  element !== undefined && (isWritten(element) || element.kind === 'frame' || element.kind === 'derivation')

/** Opens an element to be typed in, if it has a text of its own. False when there is nothing to open. */
export function openElement({ state, annotations, mayAnnotate, tell }: CanvasScope, id: string): boolean {
  const element = annotations.elements.get(id)
  if (!hasWords(element) || !mayAnnotate) return false
  if (element.locked) {
    tell(LOCKED)
    return false
  }
  state.setState({ editing: id, selection: new Set([id]) })
  return true
}
