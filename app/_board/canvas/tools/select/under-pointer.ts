import { isLine, type Line } from '@/lib/board'
import { containsPoint, type Handle, handleAt, handleCursor, type TurnedBox } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { PlacedElement } from '../../places/places'
import { canRotate, resizeHandlesOf, resizingOf } from '../../selection/resizable'
import { boxAroundAll, elementsOf } from '../../selection/selected'
import type { CanvasPointer } from '../tool'
import { type ArrowHandle, arrowHandleAt, lineAsPlaced } from './arrow-handles'
import { elementAt } from './find'

/** What a pointer is on, as the select tool sees it. */
export type Under =
  | { readonly kind: 'arrow handle'; readonly id: string; readonly handle: ArrowHandle }
  | { readonly kind: 'handle'; readonly handle: Handle; readonly around: TurnedBox }
  | { readonly kind: 'element'; readonly placed: PlacedElement }
  /** Between the things of a selection: it can be taken there, too. */
  | { readonly kind: 'selection' }
  | { readonly kind: 'board' }

export function underPointer(stage: CanvasScope, { at, device }: CanvasPointer): Under {
  const { state, places, mayAnnotate } = stage
  const { selection, camera } = state.getState()
  const elements = elementsOf(stage, selection)
  const isFree = mayAnnotate && elements.length > 0 && elements.every(({ locked }) => !locked)
  const [only] = elements.length === 1 && selection.size === 1 ? elements : []
  if (isFree && only !== undefined && isLine(only)) {
    const line: Line | null = lineAsPlaced(places.get(only.id))
    const handle = line && arrowHandleAt(line, at, camera.zoom, device)
    if (handle) return { kind: 'arrow handle', id: only.id, handle }
  }
  const around = isFree ? boxAroundAll(stage, selection) : null
  if (around !== null) {
    const handle = handleAt(around, at, camera.zoom, device, canRotate(elements))
    const shown: readonly Handle[] = resizeHandlesOf(resizingOf(elements))
    if (handle !== null && (handle === 'rotate' || shown.includes(handle)))
      return { kind: 'handle', handle, around }
  }
  const placed = elementAt(stage, at, device)
  if (placed !== null) return { kind: 'element', placed }
  const isInside = around !== null && selection.size > 1 && containsPoint(around.box, at)
  return isInside ? { kind: 'selection' } : { kind: 'board' }
}

/** The CSS cursor that says what a press would do. */
export function cursorOver(under: Under): string {
  switch (under.kind) {
    case 'arrow handle':
      return 'grab'
    case 'handle':
      return handleCursor(under.handle, under.around.rotation)
    case 'element':
    case 'selection':
      return 'move'
    case 'board':
      return 'default'
  }
}
