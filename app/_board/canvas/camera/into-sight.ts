import { broughtIntoView, panBy } from '@/lib/canvas'
import type { CanvasStore } from '../canvas-state'
import { glideTo, panIntoSight } from './move-camera'

/** What comes into sight keeps this far from the edge, in screen px. */
const MARGIN = 12

/** Drags the board by as little as it takes to bring something on it into sight, `below` px above the lower edge. */
export function bringIntoSight(state: CanvasStore, element: Element, frame: Element, below = 0): void {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const box = { minX: left - MARGIN, minY: top - MARGIN, maxX: right + MARGIN, maxY: bottom + MARGIN }
  const seen = frame.getBoundingClientRect()
  const view = { minX: seen.left, minY: seen.top, maxX: seen.right, maxY: seen.bottom - below }
  const { minX, minY } = broughtIntoView(box, view)
  const step = { x: minX - box.minX, y: minY - box.minY }
  if (step.x !== 0 || step.y !== 0) panIntoSight(state, step)
}

/** Glides along the board until something on it is in the middle, from left to right. */
export function bringToTheMiddle(state: CanvasStore, element: Element, frame: Element): void {
  const { left, right } = element.getBoundingClientRect()
  const seen = frame.getBoundingClientRect()
  const step = { x: (seen.left + seen.right - left - right) / 2, y: 0 }
  glideTo(state, panBy(state.getState().camera, step))
}
