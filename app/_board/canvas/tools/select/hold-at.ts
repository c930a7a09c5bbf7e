import { type Anchor, readQuantityKey } from '@/lib/board'
import { anchorOffset, type Device, isHit, type WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { reachOf } from './find'

/** Kinds that the end of an arrow may hold on to. Ink and other lines would catch it everywhere. */
const HOLDABLE = new Set(['text', 'note', 'math', 'derivation', 'rectangle', 'ellipse', 'frame', 'image'])

/** What the end of an arrow holds on to when it is let go at a place: a quantity of the chain, or what is drawn there. */
export function holdAt(
  { places, state }: Pick<CanvasScope, 'places' | 'state'>,
  at: WorldPoint,
  device: Device,
  arrow: string,
): Anchor | null {
  const reach = reachOf({ state }, device)
  const target = places.index
    .at(at, reach)
    .find(
      ({ id, element }) =>
        id !== arrow && HOLDABLE.has(element.kind) && isHit(places.silhouette(id), at, reach),
    )
  if (target !== undefined) return { to: 'annotation', id: target.id, ...anchorOffset(at, target.box) }
  const key = readQuantityKey(places.quantityAt(at, reach))
  const box = key === undefined ? null : places.quantityBox(key)
  if (key === undefined || box === null) return null
  return { to: 'quantity', quantity: key, ...anchorOffset(at, box) }
}
