import { type Box, containsBox, type Viewport } from '@/lib/canvas'

/** A part of the window, in device px: whole ones. */
export interface Part {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Parts begin and end at multiples of this, so that a stroke that grows seldom needs another one. Device px. */
const STEP = 256

/**
 * The part of the window to paint for what reaches over `box` (device px). The one from before, if that is enough: another part means
 * another bitmap. Null: nothing of it is in the window.
 *
 * @param window its size, in device px
 */
export function livePart(before: Part | null, box: Box, window: Viewport): Part | null {
  const minX = Math.max(0, Math.floor(box.minX / STEP) * STEP)
  const minY = Math.max(0, Math.floor(box.minY / STEP) * STEP)
  const maxX = Math.min(window.width, Math.ceil(box.maxX / STEP) * STEP)
  const maxY = Math.min(window.height, Math.ceil(box.maxY / STEP) * STEP)
  if (minX >= maxX || minY >= maxY) return null
  if (before !== null && containsBox(boxOfPart(before), { minX, minY, maxX, maxY })) return before
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY }
}

const boxOfPart = ({ x, y, width, height }: Part): Box => ({
  minX: x,
  minY: y,
  maxX: x + width,
  maxY: y + height,
})
