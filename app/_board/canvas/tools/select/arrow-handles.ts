import { type AnyElement, isLine, type Line } from '@/lib/board'
import { arrowCurve, distance, moved, onCurve, type PointerKind, type WorldPoint } from '@/lib/canvas'
import type { PlacedElement } from '../../places/places'

/** Where a single arrow or line is taken: at its ends, and at its middle to bend it. */
export type ArrowHandle = 'from' | 'to' | 'bend'

const SIZE = { mouse: 14, pen: 20, touch: 32 } as const
/** Shorter than this on the screen, an arrow shows no handle to bend it: there would be no room beside those of its ends. */
const BEND_FROM = 48

/** A line as it lies now, after what its ends hold on to; null for anything else. */
export function lineAsPlaced(placed: PlacedElement | undefined): Line | null {
  const element: AnyElement | undefined = placed?.element
  if (placed === undefined || element === undefined || !isLine(element)) return null
  return { ...element, x: placed.x, y: placed.y, end: placed.end ?? element.end }
}

/** Where the handles of an arrow lie in the world. */
export function arrowHandles(line: Line, zoom: number): readonly (readonly [ArrowHandle, WorldPoint])[] {
  const end = moved(line, line.end)
  const long = distance(line, end) * zoom
  return [
    ['from', { x: line.x, y: line.y }],
    ['to', end],
    ...(long < BEND_FROM ? [] : [['bend', onCurve(arrowCurve(line), 0.5)] as const]),
  ]
}

/** The handle of an arrow at a place of the world, or null. */
export function arrowHandleAt(
  line: Line,
  at: WorldPoint,
  zoom: number,
  pointer: PointerKind,
): ArrowHandle | null {
  const found = arrowHandles(line, zoom).find(
    ([, place]) => distance(place, at) * zoom <= SIZE[pointer] / 2 + 2,
  )
  return found?.[0] ?? null
}
