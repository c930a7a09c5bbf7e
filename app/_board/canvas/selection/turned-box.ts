import { isWritten } from '@/lib/board'
import { boxAt, movedBox, stepBetween, type TurnedBox } from '@/lib/canvas'
import type { PlacedElement, Places } from '../places/places'
import { uprightBox } from '../places/shape-of'

/**
 * The box of an element as it is turned about its middle: the one that is drawn around it, and that its handles take.
 */
export function turnedBoxOf(placed: PlacedElement, places: Pick<Places, 'extentOf'>): TurnedBox {
  const { element } = placed
  if (!('rotation' in element) || element.rotation === 0) return { box: placed.box, rotation: 0 }
  const { rotation } = element
  if (!isWritten(element)) return { box: boxAt(placed, element.width, element.height), rotation }
  const stored = uprightBox(element, places.extentOf(placed.id))
  return { box: movedBox(stored, stepBetween(element, placed)), rotation }
}
