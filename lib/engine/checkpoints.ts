import type { Workspace } from './workspace'

/** At most so many are kept; when there is one more, every second is dropped. */
const MOST = 1024

/**
 * Parameters of a run at steps 0, interval, 2·interval, …, so that any step is a short replay away. The interval
 * doubles as the run grows: a million steps have one checkpoint for each 1,024.
 */
export class Checkpoints {
  private interval = 256
  private kept: Float64Array[] = []

  /** Keeps the parameters after `step` steps if a checkpoint belongs there and is the next one. */
  offer(step: number, { w, b }: Workspace): void {
    if (step !== this.kept.length * this.interval) return
    const parameters = new Float64Array(w.length + b.length)
    parameters.set(w)
    parameters.set(b, w.length)
    this.kept.push(parameters)
    if (this.kept.length <= MOST) return
    this.kept = this.kept.filter((_, i) => i % 2 === 0)
    this.interval *= 2
  }

  /** The last step at or before `step` that has a checkpoint. */
  before(step: number): number {
    return Math.min(Math.floor(step / this.interval), this.kept.length - 1) * this.interval
  }

  /** Puts the parameters of the checkpoint at `step` back. */
  restore(step: number, { w, b }: Workspace): void {
    const parameters = this.kept[step / this.interval]
    w.set(parameters.subarray(0, w.length))
    b.set(parameters.subarray(w.length))
  }
}
