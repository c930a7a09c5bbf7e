import { type Landscape, landscapeAt, pointsOf } from './landscape'

/** What the worker answers again and again: the numbers since the last answer. */
export interface LandscapeProgress {
  /** The first point that they are of. */
  readonly from: number
  readonly numbers: Float64Array<ArrayBuffer>
}

/** How often the page hears of it, in ms. */
const TOLD_EVERY_MS = 80

// Looks at no message while it works: to stop it, terminate it.
self.onmessage = ({ data: landscape }: MessageEvent<Landscape>) => {
  const points = pointsOf(landscape)
  let from = 0
  while (from < points) {
    const tellAt = performance.now() + TOLD_EVERY_MS
    const numbers: number[] = []
    while (from + numbers.length < points && performance.now() < tellAt)
      numbers.push(landscapeAt(landscape, from + numbers.length))
    const progress: LandscapeProgress = { from, numbers: Float64Array.from(numbers) }
    from += numbers.length
    self.postMessage(progress, { transfer: [progress.numbers.buffer] })
  }
}
