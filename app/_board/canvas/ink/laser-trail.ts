import { brushStyle, type InkPoints, strokeOutlines, traceOutline } from '@/lib/canvas'
import type { GrowingStroke } from './growing-stroke'

/** How long what a laser has drawn is to be seen, in ms. */
const FADES_AFTER = 900

/** The trail of a laser pointer: a stroke that is forgotten from its beginning on. */
export class LaserTrail {
  private readonly times: number[] = []
  /** The hand is still down: where it is stays lit. */
  isHeld = true

  constructor(readonly stroke: GrowingStroke) {}

  /** The points that the stroke has got since the last call were drawn now (ms). Once a frame. */
  note(now: number): void {
    while (this.times.length < this.stroke.count) this.times.push(now)
    if (this.isHeld && this.times.length > 0) this.times[this.times.length - 1] = now
  }

  hasFaded(now: number): boolean {
    const last = this.times.at(-1)
    return last !== undefined && now - last > FADES_AFTER
  }

  /** What is left of it, in its own px. */
  path(now: number): Path2D {
    const path = new Path2D()
    const first = this.times.findIndex(time => now - time <= FADES_AFTER)
    if (first < 0) return path
    const { points }: InkPoints = this.stroke.ink()
    const left = { points: points.subarray(2 * first), pressures: null }
    for (const outline of strokeOutlines(left, brushStyle('laser', this.stroke.size)))
      traceOutline(path, outline)
    return path
  }
}
