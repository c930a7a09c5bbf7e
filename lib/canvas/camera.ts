import { type Box, heightOf, middleOf, widthOf } from './box'
import type { Point, ScreenPoint, WorldPoint } from './point'

/** What part of the board the window shows: the world place at its top left corner, and screen px per world px. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** The size of the canvas, in screen px. */
export interface Viewport {
  readonly width: number
  readonly height: number
}

export const MIN_ZOOM = 0.05
export const MAX_ZOOM = 16
/** How far from the world's middle a camera goes, in world px: as far as anything may lie. */
export const FARTHEST = 1e7

/** The zooms that the keys and buttons stop at. */
export const ZOOM_STEPS = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16] as const

/** What is left free around what is fitted into the window, in screen px. */
const FIT_PADDING = 48

export const toScreen = ({ x, y, zoom }: Camera, point: WorldPoint): ScreenPoint => ({
  x: (point.x - x) * zoom,
  y: (point.y - y) * zoom,
})

export const toWorld = ({ x, y, zoom }: Camera, point: ScreenPoint): WorldPoint => ({
  x: point.x / zoom + x,
  y: point.y / zoom + y,
})

/** The part of the world that the window shows. */
export const viewOf = ({ x, y, zoom }: Camera, { width, height }: Viewport): Box => ({
  minX: x,
  minY: y,
  maxX: x + width / zoom,
  maxY: y + height / zoom,
})

/** A camera within the bounds; what is not a number becomes where a board begins. */
export const clampCamera = ({ x, y, zoom }: Camera): Camera => ({
  x: clamp(x, -FARTHEST, FARTHEST, 0),
  y: clamp(y, -FARTHEST, FARTHEST, 0),
  zoom: clampZoom(zoom),
})

export const clampZoom = (zoom: number): number => clamp(zoom, MIN_ZOOM, MAX_ZOOM, 1)

const clamp = (value: number, least: number, most: number, otherwise: number): number =>
  Number.isNaN(value) ? otherwise : Math.min(most, Math.max(least, value))

/** The camera after the board was dragged by a step in screen px: what was under the hand stays under it. */
export const panBy = ({ x, y, zoom }: Camera, step: Point): Camera =>
  clampCamera({ x: x - step.x / zoom, y: y - step.y / zoom, zoom })

/** The camera at another zoom; the world place under the screen place stays under it. */
export function zoomAbout(camera: Camera, at: ScreenPoint, zoom: number): Camera {
  const next = clampZoom(zoom)
  const held = toWorld(camera, at)
  return clampCamera({ x: held.x - at.x / next, y: held.y - at.y / next, zoom: next })
}

/** The next zoom of the steps in a direction, or the outermost one. */
export function nextZoom(zoom: number, direction: 'in' | 'out'): number {
  const found =
    direction === 'in'
      ? ZOOM_STEPS.find(step => step > zoom * 1.01) // 99.9 % counts as 100 %.
      : ZOOM_STEPS.findLast(step => step < zoom / 1.01)
  return found ?? (direction === 'in' ? MAX_ZOOM : MIN_ZOOM)
}

/** The camera that shows all of a box in the middle of the window, as large as fits, and at most at `most` (1 = 100 %). */
export function zoomToFit(box: Box, viewport: Viewport, most = 1, padding = FIT_PADDING): Camera {
  const free = (length: number) => Math.max(1, length - 2 * Math.min(padding, length / 4))
  const zoom = Math.min(
    clampZoom(most),
    clampZoom(Math.min(free(viewport.width) / widthOf(box), free(viewport.height) / heightOf(box))),
  )
  return centredOn(middleOf(box), viewport, zoom)
}

/** The camera that has a world place in the middle of the window. */
export const centredOn = (middle: WorldPoint, { width, height }: Viewport, zoom: number): Camera =>
  clampCamera({ x: middle.x - width / zoom / 2, y: middle.y - height / zoom / 2, zoom: clampZoom(zoom) })

/**
 * The camera at the share 0…1 of the way between two. The zoom grows by equal factors, and one place of the screen
 * shows the same place of the world all the time, as in a zoom by hand.
 */
export function cameraBetween(from: Camera, to: Camera, share: number): Camera {
  if (share <= 0) return from
  if (share >= 1) return to
  const zoom = from.zoom * (to.zoom / from.zoom) ** share
  const whole = 1 / from.zoom - 1 / to.zoom
  const moved = Math.abs(to.zoom / from.zoom - 1) < 1e-6 ? share : (1 / from.zoom - 1 / zoom) / whole
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, zoom }
}
