import { type Element, isHolder, isInk, isLine, type Transform } from '@/lib/board'
import {
  heightOf,
  middleOf,
  moved,
  type Point,
  type ResizeHandle,
  type ResizeWish,
  resized,
  resizeScaling,
  type Scaling,
  scaledBox,
  scaledPoint,
  type TurnedBox,
  widthOf,
} from '@/lib/canvas'
import type { PlacedElement } from '../places/places'
import { resizingOf } from './resizable'

/** An element as it lay when the handle was taken. */
export interface Taken {
  readonly placed: PlacedElement
  readonly element: Element
  readonly turned: TurnedBox
}

/** What nothing gets smaller than, in world px. */
const LEAST = 8
const LEAST_WIDTH = 40

/**
 * Where elements come to lie when a handle of the box around them is dragged by a step (world px). One alone keeps its turn; several
 * scale about the opposite side, and what has the size of its words moves with its middle.
 */
export function resizedElements(
  taken: readonly Taken[],
  around: TurnedBox,
  handle: ResizeHandle,
  step: Point,
  wish: Omit<ResizeWish, 'least'>,
): ReadonlyMap<string, Transform> {
  const resizing = resizingOf(taken.map(({ element }) => element))
  const [first] = taken
  if (first === undefined || resizing === 'none') return new Map()
  if (resizing === 'width') {
    const { box } = resized(around, handle, step, { ...wish, keepsRatio: false, least: LEAST_WIDTH })
    return new Map([[first.element.id, { x: box.minX, y: box.minY, width: widthOf(box) }]])
  }
  const keepsRatio = wish.keepsRatio || resizing === 'ratio'
  if (taken.length === 1 && 'height' in first.element) {
    const turned = resized(around, handle, withoutFlip(around, handle, step, first.element), {
      ...wish,
      keepsRatio,
      least: LEAST,
    })
    const { box } = turned
    return new Map([
      [first.element.id, { x: box.minX, y: box.minY, width: widthOf(box), height: heightOf(box) }],
    ])
  }
  const scaling = upright(resizeScaling(around, handle, step, { ...wish, keepsRatio, least: LEAST }), around)
  return new Map(taken.map(each => [each.element.id, scaled(each, scaling)]))
}

/** An image does not turn over: its handle stops before. */
function withoutFlip(around: TurnedBox, handle: ResizeHandle, step: Point, element: Element): Point {
  if (element.kind !== 'image') return step
  const { x, y } = resizeScaling(around, handle, step, { keepsRatio: false, fromMiddle: false, least: LEAST })
  return x < 0 || y < 0 ? { x: 0, y: 0 } : step
}

/** Several things do not turn over: ink and words could not. */
const upright = (scaling: Scaling, { box }: TurnedBox): Scaling => ({
  ...scaling,
  x: scaling.x < 0 ? LEAST / Math.max(LEAST, widthOf(box)) : scaling.x,
  y: scaling.y < 0 ? LEAST / Math.max(LEAST, heightOf(box)) : scaling.y,
})

function scaled({ placed, element, turned }: Taken, scaling: Scaling): Transform {
  const { x, y } = scaledPoint(scaling, placed)
  if (isInk(element)) return { x, y, scale: element.scale * Math.min(scaling.x, scaling.y) }
  if (isLine(element)) {
    const end = scaledPoint(scaling, moved(placed, placed.end ?? element.end))
    return { x, y, end: { x: end.x - x, y: end.y - y } }
  }
  if (isHolder(element)) {
    const middle = middleOf(turned.box)
    const to = scaledPoint(scaling, middle)
    const width = 'width' in element && element.width !== null ? element.width : null
    if (width === null) return { x: placed.x + to.x - middle.x, y: placed.y + to.y - middle.y }
    const wider = Math.max(LEAST_WIDTH, width * scaling.x)
    return {
      x: placed.x + to.x - middle.x - (wider - width) / 2,
      y: placed.y + to.y - middle.y,
      width: wider,
    }
  }
  if (turned.rotation === 0) {
    const box = scaledBox(turned.box, scaling)
    return { x: box.minX, y: box.minY, width: widthOf(box), height: heightOf(box) }
  }
  const to = scaledPoint(scaling, middleOf(turned.box))
  const [width, height] = [widthOf(turned.box) * scaling.x, heightOf(turned.box) * scaling.y]
  return { x: to.x - width / 2, y: to.y - height / 2, width, height }
}
