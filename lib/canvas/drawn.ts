import { type Box, boxBetween } from './box'
import { moved, type Point, stepBetween, type WorldPoint } from './point'
import { snappedTurn } from './rotate'
import { onGrid } from './snap'

/** What the keys and the grid make of a drag that draws something. */
export interface DrawWish {
  /** Shift: as wide as high; a line at a multiple of 15°. */
  readonly isRegular: boolean
  /** Alt: where the drag began is the middle. */
  readonly isFromMiddle: boolean
  /** The distance between the lines of the grid in world px; null for no grid. */
  readonly grid: number | null
}

/** The least side of what is drawn, in world px: a flat one could be taken nowhere. */
const LEAST_SIDE = 1

/** The box that a drag from one place to another draws, corner to corner. */
export function drawnBox(from: WorldPoint, to: WorldPoint, wish: DrawWish): Box {
  const start = placed(from, wish)
  const step = stepBetween(start, placed(to, wish))
  const { x, y } = wish.isRegular ? squared(step) : step
  const size = { x: awayFromZero(x), y: awayFromZero(y) }
  const begin = wish.isFromMiddle ? moved(start, { x: -size.x, y: -size.y }) : start
  return boxBetween(begin, moved(start, size))
}

/** The ends of the line that a drag from one place to another draws. */
export function drawnLine(
  from: WorldPoint,
  to: WorldPoint,
  wish: DrawWish,
): { readonly start: WorldPoint; readonly end: WorldPoint } {
  const start = placed(from, wish)
  const step = stepBetween(start, placed(to, wish))
  const { x, y } = wish.isRegular ? atRegularAngle(step) : step
  return { start: wish.isFromMiddle ? moved(start, { x: -x, y: -y }) : start, end: moved(start, { x, y }) }
}

const placed = (place: WorldPoint, { grid }: DrawWish): WorldPoint =>
  grid === null ? place : onGrid(place, grid)

function squared({ x, y }: Point): Point {
  const side = Math.max(Math.abs(x), Math.abs(y))
  return { x: x < 0 ? -side : side, y: y < 0 ? -side : side }
}

const awayFromZero = (side: number): number =>
  side < 0 ? Math.min(side, -LEAST_SIDE) : Math.max(side, LEAST_SIDE)

/** The step at the nearest multiple of 15°, as long as the hand's. */
function atRegularAngle({ x, y }: Point): Point {
  const long = Math.hypot(x, y)
  const angle = snappedTurn(0, Math.atan2(y, x))
  return { x: long * Math.cos(angle), y: long * Math.sin(angle) }
}
