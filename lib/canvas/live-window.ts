import { BRUSH_SIZES, BRUSHES, type Brush, type BrushSize } from './brush'
import { FARTHEST } from './camera'
import { INK_GRID, type InkPoints, pointCount } from './ink'
import { decodeInk, encodeInk, MAX_STROKE_POINTS } from './ink-codec'

/**
 * What presence carries of a stroke that is being drawn: its last points, by their numbers in the stroke. Each message holds points
 * of the one before again, so that whoever missed some has no gap. The brush and its colour ride beside it.
 */
export interface LiveWindow {
  /** The id under which the stroke will be in the document. */
  readonly id: string
  readonly brush: Brush
  readonly size: BrushSize
  readonly color: string
  /** The world place of the stroke's first point. */
  readonly x: number
  readonly y: number
  /** The number in the stroke of the first point of the window, and where that lies, in eighths of a px from the stroke's first. */
  readonly first: number
  readonly at: readonly [number, number]
  /** The points of the window from its first on, packed, in base 64. */
  readonly ink: string
  /** The stroke is drawn to its end, and its way into the document. */
  readonly done: boolean
}

/** Points in one message. */
export const WINDOW_POINTS = 64

/** Everything of a window that does not change while the stroke is drawn. */
export type LiveStart = Pick<LiveWindow, 'id' | 'brush' | 'size' | 'color' | 'x' | 'y'>

/** The window onto the end of a stroke as it is so far. */
export function liveWindow(start: LiveStart, { points, pressures }: InkPoints, done = false): LiveWindow {
  const count = pointCount(points)
  const first = Math.max(0, count - WINDOW_POINTS)
  const end = { points: points.slice(2 * first), pressures: pressures?.slice(first) ?? null }
  const at = count === 0 ? [0, 0] : [end.points[0], end.points[1]]
  const [x, y] = at.map(value => Math.round(value / INK_GRID))
  return { ...start, first, at: [x, y], ink: toBase64(encodeInk(end)), done }
}

/** The points of a window, seen from the stroke's first point; null when it holds none that can be read. */
export function readWindow({ at, ink }: Pick<LiveWindow, 'at' | 'ink'>): InkPoints | null {
  const bytes = fromBase64(ink)
  const read = bytes && decodeInk(bytes)
  if (read === null || pointCount(read.points) > WINDOW_POINTS) return null
  return { points: read.points.map((value, i) => value + at[i % 2] * INK_GRID), pressures: read.pressures }
}

/** No text longer than a full window is even looked at. */
const MAX_TEXT = 2 * WINDOW_POINTS * 11
const MAX_NAME = 48

/** A window from what arrived, or null when it is none: anybody may write presence. Its ink is read when it is drawn. */
export function readLiveWindow(raw: unknown): LiveWindow | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { id, color, x, y, first, at, ink, done, ...rest }: Partial<Record<string, unknown>> = { ...raw }
  const brush = BRUSHES.find(each => each === rest.brush)
  const size = BRUSH_SIZES.find(each => each === rest.size)
  if (brush === undefined || size === undefined || !isName(id) || !isName(color)) return null
  if (!isWithin(x, FARTHEST) || !isWithin(y, FARTHEST) || !isWithin(first, MAX_STROKE_POINTS)) return null
  if (!Number.isInteger(first) || first < 0 || typeof ink !== 'string' || ink.length > MAX_TEXT) return null
  const [atX, atY]: unknown[] = Array.isArray(at) ? at : []
  if (!isWithin(atX, FARTHEST_POINT) || !isWithin(atY, FARTHEST_POINT)) return null
  return { id, brush, size, color, x, y, first, at: [atX, atY], ink, done: done === true }
}

/** How far the window may lie from the stroke's first point, in eighths of a px. */
const FARTHEST_POINT = (2 * FARTHEST) / INK_GRID

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

function fromBase64(text: string): Uint8Array | null {
  if (text.length > MAX_TEXT) return null
  try {
    return Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  } catch {
    return null // Not base 64.
  }
}
