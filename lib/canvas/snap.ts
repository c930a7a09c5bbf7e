import { type Box, intersects } from './box'
import type { Point, WorldPoint } from './point'
import { type Interval, type SnapLine, snapInterval } from './snap-axis'

/** A line to draw while something snaps, in world px. */
export interface Guide {
  /** `edge`: edges or middles stand in one line, along it. `gap`: an equal gap, from one thing to the next, across it. */
  readonly kind: 'edge' | 'gap'
  readonly from: WorldPoint
  readonly to: WorldPoint
}

export interface Snapped {
  /** The step to take instead of the hand's, in world px. */
  readonly step: Point
  readonly guides: readonly Guide[]
}

export interface SnapWish {
  /** The distance between the lines of the grid in world px; null for no grid. */
  readonly grid: number | null
  /** What may be lined up with: the boxes in view that do not move; empty for no guides. */
  readonly neighbours: readonly Box[]
  /** How near something comes before it snaps, in world px: SNAP_TOLERANCE / zoom. */
  readonly tolerance: number
}

/** In screen px. */
export const SNAP_TOLERANCE = 6
/** The distance between the lines of the grid, in world px. */
export const GRID = 20

/** The place on the grid that is nearest. */
export const onGrid = ({ x, y }: WorldPoint, grid = GRID): WorldPoint => ({
  x: Math.round(x / grid) * grid,
  y: Math.round(y / grid) * grid,
})

/**
 * How a box that is dragged by `step` snaps: its edges and its middle to those of its neighbours, and into gaps as wide as others
 * in its row or column; without any of these, its top left corner to the grid. Each direction for itself.
 */
export function snapMove(box: Box, step: Point, wish: SnapWish): Snapped {
  return snapped(box, step, wish, { x: ALL, y: ALL })
}

/**
 * How the edges that a handle takes snap while it is dragged: −1 the left or upper edge, 1 the right or lower one, 0 none. The
 * step that comes back is that of the handle.
 */
export function snapResize(
  box: Box,
  sides: { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 },
  step: Point,
  wish: SnapWish,
): Snapped {
  const places = (side: -1 | 0 | 1) => (side === 0 ? [] : [side < 0 ? 0 : 1])
  return snapped(box, step, wish, { x: places(sides.x), y: places(sides.y) })
}

/** The places of a box that snap, as shares of its width or height: edges and middle. Gaps count only when all move. */
const ALL = [0, 0.5, 1] as const

type Shares = readonly number[]

function snapped(box: Box, step: Point, wish: SnapWish, shares: { x: Shares; y: Shares }): Snapped {
  const { x: hx, y: hy } = step
  const horizontal = { along: onX(box, hx), across: onY(box, hy) }
  const vertical = { along: onY(box, hy), across: onX(box, hx) }
  const x = snapInterval(horizontal, wish.neighbours.map(asRow), shares.x, wish)
  const y = snapInterval(vertical, wish.neighbours.map(asColumn), shares.y, wish)
  // Where a direction snapped, the lines of the other one begin at the box as it stands now.
  const at = { x: hx + x.correction, y: hy + y.correction }
  return {
    step: at,
    guides: [
      ...x.lines.map(line => guide(line, (along, across) => ({ x: along, y: across }))),
      ...y.lines.map(line => guide(line, (along, across) => ({ x: across, y: along }))),
    ],
  }
}

const onX = ({ minX, maxX }: Box, step = 0): Interval => ({ min: minX + step, max: maxX + step })
const onY = ({ minY, maxY }: Box, step = 0): Interval => ({ min: minY + step, max: maxY + step })
const asRow = (box: Box) => ({ along: onX(box), across: onY(box) })
const asColumn = (box: Box) => ({ along: onY(box), across: onX(box) })

function guide(line: SnapLine, place: (along: number, across: number) => WorldPoint): Guide {
  return line.kind === 'edge'
    ? { kind: 'edge', from: place(line.at, line.from), to: place(line.at, line.to) }
    : { kind: 'gap', from: place(line.from, line.at), to: place(line.to, line.at) }
}

/** The neighbours that may be looked at: those in view, the nearest hundred of them. */
export function nearestNeighbours(box: Box, all: readonly Box[], view: Box): Box[] {
  const off = (other: Box) =>
    Math.max(0, other.minX - box.maxX, box.minX - other.maxX) +
    Math.max(0, other.minY - box.maxY, box.minY - other.maxY)
  return all
    .filter(other => intersects(other, view))
    .sort((a, b) => off(a) - off(b))
    .slice(0, MOST_NEIGHBOURS)
}

const MOST_NEIGHBOURS = 100
