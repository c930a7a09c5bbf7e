import { type Box, heightOf, middleOf, widthOf } from './box'
import { boxAround } from './place'
import type { WorldPoint } from './point'

/** A size in pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** The largest size of the same shape within a number of pixels and a longest side; at least one pixel each way, never larger. */
export function fittedPixels({ width, height }: PixelSize, most: number, longest = Infinity): PixelSize {
  const share = Math.min(1, Math.sqrt(most / (width * height)), longest / Math.max(width, height))
  if (share === 1) return { width, height }
  return { width: Math.max(1, Math.floor(width * share)), height: Math.max(1, Math.floor(height * share)) }
}

/** What an image may take of the view, so that what stands around it stays in sight. */
const SHARE_OF_VIEW = 0.6

/** The box for a new image in world px: a pixel a world px, smaller where that would fill the view; around a place. */
export function imageBox(size: PixelSize, view: Box, at: WorldPoint = middleOf(view)): Box {
  const share = Math.min(
    1,
    (SHARE_OF_VIEW * widthOf(view)) / size.width,
    (SHARE_OF_VIEW * heightOf(view)) / size.height,
  )
  return boxAround(at, size.width * share, size.height * share)
}
