import { distance, type Point } from '@/lib/canvas'

/** The second of two clicks begins no later than this after the first did, in ms. */
const DOUBLE_MS = 400
/** A pointer that goes further, in screen px, drags; and so far apart two clicks are two. */
const DOUBLE_PX = 6

interface Press {
  readonly at: Point
  readonly time: number
}

/** Tells double clicks from a click and a drag that begins where it was: what the second press is shows when it is lifted. */
export class DoubleClicks {
  private pressed: Press | null = null
  private clicked: Press | null = null

  down(at: Point, time: number): void {
    this.pressed = { at, time }
  }

  move(at: Point): void {
    if (this.pressed !== null && distance(at, this.pressed.at) > DOUBLE_PX) this.pressed = null
  }

  /** Whether the press that is lifted here was the second click of two. */
  up(at: Point): boolean {
    this.move(at)
    const [before, now] = [this.clicked, this.pressed]
    this.pressed = null
    const isDouble =
      before !== null &&
      now !== null &&
      now.time - before.time <= DOUBLE_MS &&
      distance(now.at, before.at) <= DOUBLE_PX
    this.clicked = isDouble ? null : now
    return isDouble
  }

  /** The press came to nothing, and was no click. */
  cancel(): void {
    this.pressed = null
    this.clicked = null
  }
}
