import type { Optimiser, Order } from '@/lib/engine'
import type { Board } from './board'
import { setKey } from './edit'
import { isBatch, isOptimiser, isSampleOrder, isSeed } from './values'

/*
 * How a run goes through its samples and what it does with a gradient. Like η they decide the trajectory: after steps, a
 * change opens a new run (E2), and what an optimiser remembers begins anew there. For what the commands return see
 * `edit-parameters.ts`.
 */

export const setOrder = (board: Board, order: Order, at?: number): boolean =>
  isSampleOrder(order) && setKey(board, 'order', order, at)

/** Sets what the shuffling starts from: a whole number from 0 to 4294967295. */
export const setSeed = (board: Board, seed: number, at?: number): boolean =>
  isSeed(seed) && setKey(board, 'seed', seed, at)

/** Sets the samples a step: a whole number from 1 on, or the whole table. */
export const setBatch = (board: Board, batch: number | 'all', at?: number): boolean =>
  isBatch(batch) && setKey(board, 'batch', batch, at)

export const setOptimiser = (board: Board, optimiser: Optimiser, at?: number): boolean =>
  isOptimiser(optimiser) && setKey(board, 'optimiser', optimiser, at)
