/** As many points as there are before the distance between two of them doubles for the first time. */
const DENSE = 256
const HALF = DENSE / 2

/**
 * The mean loss along a run, kept as the run is computed: at each of the first 256 steps, then at every second one up to
 * 512, every fourth up to 1,024, and so on. From these points a curve with up to 256 of them, whose distance is a power
 * of two, can be drawn to any step without replaying one; a run of a million steps has some 1,800.
 */
export class LossTrace {
  /** The step whose loss comes next. */
  next = 0
  private readonly losses: number[] = []

  /** Keeps the loss at step `next`. */
  keep(loss: number): void {
    this.losses.push(loss)
    this.next = stepOf(this.losses.length)
  }

  /** The loss at a step, where it was kept. */
  at(step: number): number | undefined {
    const index = pointsBefore(step)
    return stepOf(index) === step ? this.losses[index] : undefined
  }

  /** The losses at step `from` and later. */
  since(from: number): { firstLoss: number; losses: Float64Array<ArrayBuffer> } {
    const firstLoss = pointsBefore(from)
    return { firstLoss, losses: Float64Array.from(this.losses.slice(firstLoss)) }
  }

  /** Takes over losses kept elsewhere, the first of them being the point with the number `firstLoss`. */
  adopt({ firstLoss, losses }: { firstLoss: number; losses: Float64Array }): void {
    if (firstLoss > this.losses.length) return
    for (const loss of losses.subarray(this.losses.length - firstLoss)) this.keep(loss)
  }
}

/** The number of points at steps before `step`. */
export function pointsBefore(step: number): number {
  if (step <= DENSE) return Math.max(0, step)
  let distance = 2
  let points = DENSE
  while (step > DENSE * distance) {
    distance *= 2
    points += HALF
  }
  return points + Math.ceil(step / distance) - HALF
}

/** The step of the point with number `index` (from 0). */
function stepOf(index: number): number {
  let distance = 1
  let place = index
  while (place >= DENSE) {
    place -= HALF
    distance *= 2
  }
  return place * distance
}
