import { type Box, heightOf, type Point, type Viewport, type WorldPoint, widthOf } from '@/lib/canvas'

/** How the world lies on the map: the world place at its top left corner, and map px per world px. */
export interface MapScale {
  readonly x: number
  readonly y: number
  readonly factor: number
}

/** What is left free around it all, in map px. */
const PADDING = 6

/** The scale at which a part of the world lies in the middle of a map of a size. */
export function mapScale(world: Box, { width, height }: Viewport): MapScale {
  const factor = Math.min(
    (width - 2 * PADDING) / Math.max(1, widthOf(world)),
    (height - 2 * PADDING) / Math.max(1, heightOf(world)),
  )
  return {
    x: (world.minX + world.maxX) / 2 - width / factor / 2,
    y: (world.minY + world.maxY) / 2 - height / factor / 2,
    factor,
  }
}

/** A box of the world on the map: x, y, width and height in map px. */
export const onMap = ({ x, y, factor }: MapScale, box: Box): [number, number, number, number] => [
  (box.minX - x) * factor,
  (box.minY - y) * factor,
  widthOf(box) * factor,
  heightOf(box) * factor,
]

/** The place of the world under a place of the map. */
export const worldAt = ({ x, y, factor }: MapScale, at: Point): WorldPoint => ({
  x: at.x / factor + x,
  y: at.y / factor + y,
})
