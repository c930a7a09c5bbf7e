import type { Layer } from './types'

/** A layer whose parameters a run changes in place. */
export type TrainedLayer = { -readonly [Key in keyof Layer]: Layer[Key] }

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
  offer(step: number, layers: readonly TrainedLayer[]): void {
    if (step !== this.kept.length * this.interval) return
    this.kept.push(parametersOf(layers))
    if (this.kept.length <= MOST) return
    this.kept = this.kept.filter((_, i) => i % 2 === 0)
    this.interval *= 2
  }

  /** The last step at or before `step` that has a checkpoint. */
  before(step: number): number {
    return Math.min(Math.floor(step / this.interval), this.kept.length - 1) * this.interval
  }

  /** Puts the parameters of the checkpoint at `step` into `layers`. */
  restore(step: number, layers: readonly TrainedLayer[]): void {
    const parameters = this.kept[step / this.interval]
    layers.forEach((layer, i) => {
      layer.w = parameters[2 * i]
      if (layer.b !== undefined) layer.b = parameters[2 * i + 1]
    })
  }
}

/** w₁, b₁, w₂, b₂, …; 0 stands where a layer has no bias, and is not read back. */
function parametersOf(layers: readonly TrainedLayer[]): Float64Array {
  const parameters = new Float64Array(2 * layers.length)
  layers.forEach(({ w, b }, i) => {
    parameters[2 * i] = w
    parameters[2 * i + 1] = b ?? 0
  })
  return parameters
}
