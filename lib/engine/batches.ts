import { RandomIntegers } from './random-integers'
import type { Schedule } from './schedule'

/**
 * Which samples a step takes. An epoch takes every sample of the table once, in ⌈m/batch⌉ steps; its last batch is what is left.
 * In order, the batches cut the table into pieces. Shuffled, they cut a permutation of it, another one in each epoch:
 * epoch e (from 0) shuffles 0, 1, …, m − 1 with stream e of the seed, exchanging for i = m − 1, …, 1 place i with
 * place `below(i + 1)` (Fisher and Yates). Within a batch the samples stand in the order of the table.
 *
 * It is a function of the step alone, so that a run can be taken up anywhere.
 */
export class Batches {
  /** The samples of the chosen step are `indices[from]` to `indices[to - 1]`. */
  readonly indices: Uint32Array
  from = 0
  to = 0

  private readonly stepsPerEpoch: number
  private readonly random = new RandomIntegers()
  private readonly shuffled: Uint32Array
  private readonly batchOf: Uint32Array
  private readonly filled: Uint32Array
  private epoch = -1

  constructor(
    private readonly count: number,
    private readonly schedule: Schedule,
  ) {
    this.stepsPerEpoch = Math.ceil(count / schedule.batch)
    this.indices = Uint32Array.from({ length: count }, (_, i) => i)
    this.shuffled = new Uint32Array(count)
    this.batchOf = new Uint32Array(count)
    this.filled = new Uint32Array(this.stepsPerEpoch)
  }

  /** Chooses the samples of step `step` (from 0). */
  choose(step: number): void {
    const epoch = Math.floor(step / this.stepsPerEpoch)
    if (this.schedule.order === 'shuffled' && epoch !== this.epoch) this.deal(epoch)
    this.from = (step - epoch * this.stepsPerEpoch) * this.schedule.batch
    this.to = Math.min(this.from + this.schedule.batch, this.count)
  }

  /** Shuffles for an epoch and deals the samples, in the order of the table, into the batches that they belong to. */
  private deal(epoch: number): void {
    const { count, shuffled, batchOf, filled, indices, random } = this
    const { seed, batch } = this.schedule
    random.restart(seed, epoch)
    for (let i = 0; i < count; i++) shuffled[i] = i
    for (let i = count - 1; i > 0; i--) {
      const j = random.below(i + 1)
      const exchanged = shuffled[i]
      shuffled[i] = shuffled[j]
      shuffled[j] = exchanged
    }
    for (let place = 0; place < count; place++) batchOf[shuffled[place]] = Math.floor(place / batch)
    for (let k = 0; k < filled.length; k++) filled[k] = k * batch
    for (let i = 0; i < count; i++) indices[filled[batchOf[i]]++] = i
    this.epoch = epoch
  }
}
