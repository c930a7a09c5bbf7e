import { type Box, boxBetween, heightOf, middleOf, movedBox, widthOf } from './box'
import { type ResizeHandle, sidesOf } from './handles'
import { type Point, stepBetween, type WorldPoint } from './point'
import { fromUpright, stepToUpright, type TurnedBox } from './selection-box'

export interface ResizeWish {
  /** Shift: width and height keep their ratio. Always so for what has one, as ink, images and turned things among others. */
  readonly keepsRatio: boolean
  /** Alt: the middle stays, and the other side mirrors the hand. */
  readonly fromMiddle: boolean
  /** The least width and height, in world px. */
  readonly least: number
}

/** How places change as a box is resized: those of `pivot` stay. A negative factor turns to the other side. */
export interface Scaling {
  readonly pivot: WorldPoint
  readonly x: number
  readonly y: number
}

/**
 * A box after a handle was dragged by a step (world px), turned as before. The opposite side stays where it is in the
 * world; drawn past it, the box opens on its other side.
 */
export function resized(start: TurnedBox, handle: ResizeHandle, step: Point, wish: ResizeWish): TurnedBox {
  const scaling = resizeScaling(start, handle, step, wish)
  const upright = scaledBox(start.box, scaling)
  // The new box turns about its own middle: put that where the old turn takes it.
  const middle = middleOf(upright)
  return {
    box: movedBox(upright, stepBetween(middle, fromUpright(start, middle))),
    rotation: start.rotation,
  }
}

/**
 * By how much dragging a handle of the box scales everything in it, seen with the box upright. For a selection of several, whose
 * box is upright, this is the scaling of each: apply `scaledBox` or `scaledPoint` to all of them.
 */
export function resizeScaling(
  start: TurnedBox,
  handle: ResizeHandle,
  step: Point,
  { keepsRatio, fromMiddle, least }: ResizeWish,
): Scaling {
  const { box } = start
  const sides = sidesOf(handle)
  const dragged = stepToUpright(start, step)
  const reach = fromMiddle ? 2 : 1 // The other side goes as far the other way.
  const wanted = (side: number, drag: number, long: number) =>
    side === 0 || long === 0 ? 1 : (long + side * drag * reach) / long
  let x = wanted(sides.x, dragged.x, widthOf(box))
  let y = wanted(sides.y, dragged.y, heightOf(box))
  if (keepsRatio) {
    // An edge takes the other direction along; a corner follows the hand where it went further.
    const factor =
      sides.x === 0 ? Math.abs(y) : sides.y === 0 ? Math.abs(x) : Math.max(Math.abs(x), Math.abs(y))
    const enough = Math.max(factor, leastFactor(least, Math.min(widthOf(box), heightOf(box))))
    x = withSignOf(x, enough)
    y = withSignOf(y, enough)
  } else {
    if (sides.x !== 0) x = withSignOf(x, Math.max(Math.abs(x), leastFactor(least, widthOf(box))))
    if (sides.y !== 0) y = withSignOf(y, Math.max(Math.abs(y), leastFactor(least, heightOf(box))))
  }
  return { pivot: pivotOf(box, sides, fromMiddle), x, y }
}

const withSignOf = (sign: number, size: number): number => (sign < 0 ? -size : size)

/** What is smaller than the least already may stay so. */
const leastFactor = (least: number, long: number): number => (long > least ? least / long : 1)

/** What stays in its place: the side that lies opposite to the handle, or the middle. */
function pivotOf(
  box: Box,
  sides: { readonly x: number; readonly y: number },
  fromMiddle: boolean,
): WorldPoint {
  const middle = middleOf(box)
  if (fromMiddle) return middle
  return {
    x: middle.x - (sides.x * widthOf(box)) / 2,
    y: middle.y - (sides.y * heightOf(box)) / 2,
  }
}

export const scaledPoint = ({ pivot, x, y }: Scaling, place: WorldPoint): WorldPoint => ({
  x: pivot.x + (place.x - pivot.x) * x,
  y: pivot.y + (place.y - pivot.y) * y,
})

export const scaledBox = ({ minX, minY, maxX, maxY }: Box, scaling: Scaling): Box =>
  boxBetween(scaledPoint(scaling, { x: minX, y: minY }), scaledPoint(scaling, { x: maxX, y: maxY }))
