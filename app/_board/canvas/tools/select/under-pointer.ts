import { containsPoint, type Handle, handleAt, handleCursor, type TurnedBox } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { PlacedElement } from '../../places/places'
import { selectionFacts } from '../../selection/selection-facts'
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
  const facts = selectionFacts(stage)
  const around = mayAnnotate && !facts.isLocked ? facts.around : null
  if (around !== null) {
    const [only] = selection.size === 1 ? selection : []
    const line = only === undefined ? null : lineAsPlaced(places.get(only))
    const arrowHandle = line && arrowHandleAt(line, at, camera.zoom, device)
    if (line && arrowHandle) return { kind: 'arrow handle', id: line.id, handle: arrowHandle }
    const handle = handleAt(around, at, camera.zoom, device, facts.canRotate)
    const shown: readonly Handle[] = facts.handles
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
