import type { ThreadPlace } from '@/lib/board'
import { HIT_TOLERANCE, isHit } from '@/lib/canvas'
import { placeOnElement, placeOnQuantity } from '../../../comments/thread-place'
import type { CanvasScope } from '../../canvas-scope'
import { layToolDown } from '../../canvas-state'
import type { CanvasPointer, Tool } from '../tool'

/** What a comment that is begun there holds on to: a quantity, else an annotation, else nothing. */
function placeUnder({ places, state }: CanvasScope, { at, device }: CanvasPointer): ThreadPlace {
  const reach = HIT_TOLERANCE[device] / state.getState().camera.zoom
  const quantity = places.quantityAt(at, 0)
  const onQuantity = quantity === null ? null : placeOnQuantity(places, quantity)
  if (onQuantity !== null) return onQuantity
  const element = places.index.at(at, reach).find(({ id }) => isHit(places.silhouette(id), at, reach))
  return element === undefined ? { x: at.x, y: at.y, anchor: null } : placeOnElement(element, at)
}

/** A click drops a pin and opens the box for its first comment. */
export const commentTool: Tool = {
  cursor: 'crosshair',
  begin(stage) {
    if (!stage.mayAnnotate) return null
    return {
      extend() {},
      finish(pointer) {
        layToolDown(stage.state)
        stage.state.setState({ commenting: { kind: 'new', place: placeUnder(stage, pointer) } })
      },
      abandon() {},
    }
  },
}
