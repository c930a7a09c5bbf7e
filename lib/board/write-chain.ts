import * as Y from 'yjs'
import type { ChainJson } from '@/lib/engine'
import { isFiniteSample, writeSamples } from './edit-samples'
import { MAX_LAYERS, MAX_SAMPLES } from './limits'
import { firstOrders } from './order'
import type { RunRecord } from './run-record'
import { freshId, type Nested } from './schema'
import {
  DEFAULTS,
  isActivation,
  isBatch,
  isFiniteNumber,
  isLoss,
  isOptimiser,
  isSampleOrder,
  isSeed,
} from './values'

/** Whether a chain fits on a board: 1 to 64 layers, at most 100 samples, every number finite, every name known. */
export const fitsOnBoard = ({
  layers,
  samples = [],
  x,
  y,
  eta = DEFAULTS.eta,
  loss,
  order = DEFAULTS.order,
  seed = DEFAULTS.seed,
  batch = DEFAULTS.batch,
  optimiser = DEFAULTS.optimiser,
}: ChainJson): boolean =>
  layers.length >= 1 &&
  layers.length <= MAX_LAYERS &&
  layers.every(
    ({ w, b = 0, activation }) => isFiniteNumber(w) && isFiniteNumber(b) && isActivation(activation),
  ) &&
  samples.length <= MAX_SAMPLES &&
  [...samples, { x, y }].every(isFiniteSample) &&
  isFiniteNumber(eta) &&
  isLoss(loss) &&
  isSampleOrder(order) &&
  isSeed(seed) &&
  isBatch(batch) &&
  isOptimiser(optimiser)

/**
 * Writes a chain's layers, samples and first run under new ids. Nothing shows it until `model.run` names the run, whose
 * id is returned and is the chain's id as well. To be called inside a transaction.
 */
export function writeChain(doc: Y.Doc, maps: Record<Nested, Y.Map<unknown>>, chain: ChainJson): string {
  const id = freshId(doc)
  const orders = firstOrders(chain.layers.length)
  const layerId = (i: number): string => `${id}-${i}`
  const record: RunRecord = {
    chain: id,
    parent: null,
    at: 0,
    depth: 0,
    start: Object.fromEntries(chain.layers.map(({ w, b = DEFAULTS.b }, i) => [layerId(i), [w, b] as const])),
  }
  maps.runs.set(id, record)
  chain.layers.forEach(({ activation }, i) => {
    maps.layers.set(
      layerId(i),
      new Y.Map<unknown>(Object.entries({ chain: id, order: orders[i], activation })),
    )
  })
  writeSamples(maps.samples, id, id, chain.samples ?? [])
  return id
}

/**
 * Makes a written chain the one that everybody sees. Every key is set, even to what it holds already, so that of two chains
 * loaded at once one wins as a whole. To be called inside a transaction.
 */
export function showChain(model: Y.Map<unknown>, run: string, chain: ChainJson): void {
  const { x, y, loss, eta = DEFAULTS.eta } = chain
  const { order, seed, batch, optimiser } = chain
  const biases = chain.layers.some(({ b }) => b !== undefined)
  const values = {
    x,
    y,
    eta,
    loss,
    biases,
    order: order ?? DEFAULTS.order,
    seed: seed ?? DEFAULTS.seed,
    batch: batch ?? DEFAULTS.batch,
    optimiser: optimiser ?? DEFAULTS.optimiser,
    run,
  }
  for (const [key, value] of Object.entries(values)) model.set(key, value)
}
