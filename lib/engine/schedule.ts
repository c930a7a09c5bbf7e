import type { Optimiser, Order, RunStart } from './types'

/** How a run goes through its samples and what it does with a gradient, with nothing left open. */
export interface Schedule {
  readonly order: Order
  readonly seed: number
  /** 1 to the number of samples. */
  readonly batch: number
  readonly optimiser: Optimiser
}

/**
 * The schedule of a run. Runs that take the same steps have equal schedules: a batch cannot be larger than the table, a full
 * batch knows no order, and in order no seed is used.
 */
export function scheduleOf({ samples, order, seed, batch, optimiser }: RunStart): Schedule {
  const size = batch === 'all' ? samples.length : Math.min(batch ?? 1, samples.length)
  const shuffled = order === 'shuffled' && size < samples.length
  return {
    order: shuffled ? 'shuffled' : 'in-order',
    seed: shuffled ? (seed ?? 0) : 0,
    batch: size,
    optimiser: optimiser ?? 'sgd',
  }
}

/** Plain stochastic gradient descent, one sample a step in the order of the table. */
export function isPlain({ order, batch, optimiser }: Schedule): boolean {
  return order === 'in-order' && batch === 1 && optimiser === 'sgd'
}
