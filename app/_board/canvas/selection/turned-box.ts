import { boxAt, distance, type Silhouette, type TurnedBox } from '@/lib/canvas'
import type { PlacedElement } from '../places/places'

/** The angle by which an element is turned about its middle, in radians. */
export const rotationOf = ({ element }: Pick<PlacedElement, 'element'>): number =>
  'rotation' in element ? element.rotation : 0

/**
 * The box of an element as it is turned: the one that is drawn around it, and that its handles take. Of something that is turned the
 * silhouette has its four corners, clockwise from the top left.
 */
export function turnedBoxOf(placed: PlacedElement, silhouetteOf: (id: string) => Silhouette): TurnedBox {
  const rotation = rotationOf(placed)
  const { element, box } = placed
  if (rotation === 0) return { box, rotation }
  if ('height' in element) return { box: boxAt(placed, element.width, element.height), rotation }
  const corners = silhouetteOf(placed.id)[0]?.points
  if (corners === undefined || corners.length < 8) return { box, rotation }
  const corner = (i: number) => ({ x: corners[2 * i], y: corners[2 * i + 1] })
  const [width, height] = [distance(corner(0), corner(1)), distance(corner(1), corner(2))]
  const middle = { x: (corner(0).x + corner(2).x) / 2, y: (corner(0).y + corner(2).y) / 2 }
  return { box: boxAt({ x: middle.x - width / 2, y: middle.y - height / 2 }, width, height), rotation }
}
