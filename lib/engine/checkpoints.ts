import type { RunMemory } from './types'

/** Passes through one unit that a replay from a checkpoint may take where memory allows: about a quarter of a millisecond. */
const UNITS_OF_A_REPLAY = 5_000

/** Numbers that all checkpoints of a run may hold together: 128 MB, which only the largest runs come near. */
const MOST_NUMBERS = 16_777_216

/** What of a run's memory is kept here. */
type Piece = 'interval' | 'first' | 'states'

/**
 * The state of a run at steps 0, interval, 2·interval, …, so that any step is a short replay away. When the checkpoints would
 * take more memory than they may, every second one is dropped and the interval doubles.
 *
 * A run of a million steps of 64 layers has a checkpoint for every 64 steps; with 100 samples in each step, biases and
 * Adam, for every 32: 200,000 passes through a unit at most, some 10 to 40 ms by its activation.
 */
export class Checkpoints {
  private interval = 1
  private readonly most: number
  private kept: Float64Array[] = []
  private readonly front: Float64Array
  private frontStep = -1

  /** For a state that consists of these arrays, and steps that pass through so many units. */
  constructor(
    private readonly state: readonly Float64Array[],
    unitsOfAStep: number,
  ) {
    while (2 * this.interval * unitsOfAStep <= UNITS_OF_A_REPLAY) this.interval *= 2
    this.front = new Float64Array(state.reduce((size, part) => size + part.length, 0))
    this.most = Math.max(2, Math.floor(MOST_NUMBERS / this.front.length))
  }

  /** Keeps the state after `step` steps if a checkpoint belongs there and is the next one. */
  offer(step: number): void {
    if (step !== this.kept.length * this.interval) return
    const copy = new Float64Array(this.front.length)
    this.save(copy)
    this.keep(copy)
  }

  /** Keeps the state of the furthest step that was ever reached, so that a look back costs a long run nothing. */
  keepFront(step: number): void {
    this.save(this.front)
    this.frontStep = step
  }

  /** The last step at or before `step` whose state is kept. */
  before(step: number): number {
    const regular = Math.min(Math.floor(step / this.interval), this.kept.length - 1) * this.interval
    return this.frontStep <= step ? Math.max(regular, this.frontStep) : regular
  }

  /** Puts the state of a step that `before` has answered back. */
  restore(step: number): void {
    const copy = step === this.frontStep ? this.front : this.kept[step / this.interval]
    let place = 0
    for (const part of this.state) {
      part.set(copy.subarray(place, place + part.length))
      place += part.length
    }
  }

  /** The checkpoints after step `beyond`, and behind them the present state. */
  after(beyond: number): Pick<RunMemory, Piece> {
    const { interval, kept } = this
    const size = this.front.length
    const index = Math.floor(beyond / interval) + 1
    const handedOver = kept.slice(index)
    const states = new Float64Array((handedOver.length + 1) * size)
    for (const [i, copy] of handedOver.entries()) states.set(copy, i * size)
    this.save(states.subarray(handedOver.length * size))
    return { interval, first: index * interval, states }
  }

  /** Keeps the checkpoints of a memory that goes on where these end, and its furthest state as the front. */
  adopt({ interval, first, furthest, states }: Pick<RunMemory, Piece | 'furthest'>): void {
    const size = this.front.length
    while (this.interval < interval) this.thin()
    const last = states.length - size
    for (let place = 0, step = first; place < last; place += size, step += interval) {
      if (step === this.kept.length * this.interval) this.keep(states.slice(place, place + size))
    }
    this.front.set(states.subarray(last))
    this.frontStep = furthest
  }

  private keep(copy: Float64Array): void {
    this.kept.push(copy)
    if (this.kept.length > this.most) this.thin()
  }

  private thin(): void {
    this.kept = this.kept.filter((_, i) => i % 2 === 0)
    this.interval *= 2
  }

  private save(copy: Float64Array): void {
    let place = 0
    for (const part of this.state) {
      copy.set(part, place)
      place += part.length
    }
  }
}
