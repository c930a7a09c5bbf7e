import type { Element } from '@/lib/board'
import { boxAt, movedBox, type Silhouette, type TurnedBox } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import type { Preview } from '../canvas-state'
import { boxOf, silhouetteOf, uprightBox } from '../places/shape-of'
import { turnedBoxOf } from '../selection/turned-box'

type Scope = Pick<CanvasScope, 'places'>

/** Where something is shown now, while a gesture may be moving it; null when it is not on the board. */
export function shownBox({ places }: Scope, preview: Preview | null, id: string): TurnedBox | null {
  if (preview?.kind === 'changed') {
    const changed = preview.elements.get(id)
    if (changed !== undefined) return boxAsChanged({ places }, changed)
  }
  const placed = places.get(id)
  if (placed === undefined) return null
  const turned = turnedBoxOf(placed, places)
  return preview?.kind === 'moved' && preview.ids.has(id)
    ? { ...turned, box: movedBox(turned.box, preview.step) }
    : turned
}

function boxAsChanged({ places }: Scope, element: Element): TurnedBox {
  const extent = places.extentOf(element.id)
  if (!('rotation' in element) || element.rotation === 0) return { box: boxOf(element, extent), rotation: 0 }
  const { rotation } = element
  return 'text' in element
    ? { box: uprightBox(element, extent), rotation }
    : { box: boxAt(element, element.width, element.height), rotation }
}

/** What an element shows now, for the outline of a line. */
export function shownSilhouette({ places }: Scope, preview: Preview | null, id: string): Silhouette {
  const changed = preview?.kind === 'changed' ? preview.elements.get(id) : undefined
  if (changed === undefined) return places.silhouette(id)
  const end = 'end' in changed ? changed.end : null
  return silhouetteOf(changed, changed, end, places.extentOf(id))
}
