import { heightOf, middleOf, widthOf } from './box'
import { distance, type WorldPoint } from './point'
import { fromUpright, type TurnedBox, toUpright } from './selection-box'

/** Where a selection is taken to resize it: its corners and edges by the points of the compass. */
export const RESIZE_HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type ResizeHandle = (typeof RESIZE_HANDLES)[number]
export type Handle = ResizeHandle | 'rotate'

/** Which side of the box a handle takes: −1 the left or upper one, 1 the right or lower one, 0 neither. */
export const sidesOf = (handle: ResizeHandle): { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 } => ({
  x: handle.includes('w') ? -1 : handle.includes('e') ? 1 : 0,
  y: handle.includes('n') ? -1 : handle.includes('s') ? 1 : 0,
})

/** How large the area is in which a handle is taken, and how far above the box the one to rotate lies, in screen px. */
const HANDLE_SIZE = { mouse: 14, pen: 20, touch: 32 } as const
export type PointerKind = keyof typeof HANDLE_SIZE
const ROTATE_ABOVE = 28

/** Where a handle lies in the world. Divide-by-zoom keeps the one to rotate at the same distance on the screen. */
export function handlePlace(around: TurnedBox, handle: Handle, zoom: number): WorldPoint {
  const { box } = around
  const middle = middleOf(box)
  if (handle === 'rotate') return fromUpright(around, { x: middle.x, y: box.minY - ROTATE_ABOVE / zoom })
  const { x, y } = sidesOf(handle)
  return fromUpright(around, {
    x: middle.x + (x * widthOf(box)) / 2,
    y: middle.y + (y * heightOf(box)) / 2,
  })
}

/**
 * The handle at a place of the world, or null. Corners come before edges, which are taken along their whole length. Of a
 * selection that is small on the screen the areas lie outside of it, so that its inside is left to move it by.
 */
export function handleAt(
  around: TurnedBox,
  at: WorldPoint,
  zoom: number,
  pointer: PointerKind,
  canRotate = true,
): Handle | null {
  const size = HANDLE_SIZE[pointer] / zoom
  if (canRotate && distance(handlePlace(around, 'rotate', zoom), at) <= size / 2) return 'rotate'
  const { box } = around
  const { x, y } = toUpright(around, at)
  const column = sideAt(x, box.minX, box.maxX, size)
  const row = sideAt(y, box.minY, box.maxY, size)
  if (column === null || row === null) return null
  return (
    RESIZE_HANDLES.find(handle => {
      const sides = sidesOf(handle)
      return sides.x === column && sides.y === row
    }) ?? null
  )
}

/** Which of two edges a coordinate is at: −1 the lesser, 1 the greater, 0 between them, null beyond both. */
function sideAt(value: number, min: number, max: number, size: number): -1 | 0 | 1 | null {
  // What reaches into the box is less when there is little of it.
  const inwards = Math.min(size / 2, (max - min) / 4)
  const outwards = size - inwards
  if (value < min - outwards || value > max + outwards) return null
  if (value <= min + inwards) return -1
  return value >= max - inwards ? 1 : 0
}

/** The directions in which a mouse's cursor can point, in eighths of a turn from the vertical. */
const CURSORS = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'] as const
const COMPASS: readonly ResizeHandle[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']

/** The CSS cursor over a handle, turned as the selection is (radians). */
export function handleCursor(handle: Handle, rotation: number): string {
  if (handle === 'rotate') return 'grab'
  const eighths = COMPASS.indexOf(handle) + Math.round(rotation / (Math.PI / 4))
  return CURSORS[((eighths % 4) + 4) % 4]
}
