import type { Viewport } from './camera'
import type { Point } from './point'

/** What a wheel event of the browser says. */
export interface WheelTurn {
  readonly deltaX: number
  readonly deltaY: number
  /** The unit of the deltas: 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number
  /** Held by the hand, or set by the browser for a pinch on a trackpad. */
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** What a turn of the wheel asks for: a factor for the zoom, or a step to drag the board by, in screen px. */
export type WheelWish =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly step: Point }

/** The lines and pages of browsers that count in them, in screen px. */
const LINE = 18
/** Of a mouse a notch comes as 100 px or more, of a pinch as a few at a time: both shall zoom at a hand's pace. */
const LARGEST_ZOOM_DELTA = 24
const ZOOM_PER_PX = 0.01

/**
 * The wheel, two fingers on a trackpad or a pinch on it. With `zoomsByWheel`, which people with a mouse choose, a plain turn
 * zooms and one with Ctrl pans.
 */
export function readWheel(turn: WheelTurn, viewport: Viewport, zoomsByWheel = false): WheelWish {
  const unit = turn.deltaMode === 1 ? LINE : 1
  const dx = turn.deltaX * (turn.deltaMode === 2 ? viewport.width : unit)
  const dy = turn.deltaY * (turn.deltaMode === 2 ? viewport.height : unit)
  if ((turn.ctrlKey || turn.metaKey) !== zoomsByWheel) {
    const delta = Math.max(-LARGEST_ZOOM_DELTA, Math.min(LARGEST_ZOOM_DELTA, dy))
    return { kind: 'zoom', factor: Math.exp(-delta * ZOOM_PER_PX) }
  }
  // Most systems turn a wheel with Shift sideways themselves; for the others it is done here.
  const sideways = turn.shiftKey && dx === 0
  return { kind: 'pan', step: sideways ? { x: -dy, y: 0 } : { x: -dx, y: -dy } }
}
