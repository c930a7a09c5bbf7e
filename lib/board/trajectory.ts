import { type Run, startRun } from '@/lib/engine'
import type { BoardLayer, Model } from './types'

/** Everything in a model that determines its trajectory; a change in any of it makes another run. */
const START_FIELDS = [
  'x',
  'y',
  'eta',
  'loss',
  'biases',
  'samples',
  'order',
  'seed',
  'batch',
  'optimiser',
] as const
type Start = Pick<Model, (typeof START_FIELDS)[number]>

/** The last run started from each list of layers. The list's reference stands for the start weights. */
const lastRuns = new WeakMap<readonly BoardLayer[], { start: Start; run: Run }>()

/**
 * The engine's run for a model, ready to be replayed to any step. The same run, with its checkpoints, comes back
 * for as long as the start does not change, so that another step costs one step.
 */
export function trajectory(model: Model): Run {
  const known = lastRuns.get(model.layers)
  if (known !== undefined && START_FIELDS.every(field => Object.is(known.start[field], model[field]))) {
    return known.run
  }
  const start = {
    layers: model.layers.map(({ w, b, activation }) =>
      model.biases ? { w, b, activation } : { w, activation },
    ),
    loss: model.loss,
    samples:
      model.samples.length > 0 ? model.samples.map(({ x, y }) => ({ x, y })) : [{ x: model.x, y: model.y }],
    eta: model.eta,
    order: model.order,
    seed: model.seed,
    batch: model.batch,
    optimiser: model.optimiser,
  }
  const run = startRun(start, { keepsLosses: true })
  lastRuns.set(model.layers, { start: model, run })
  return run
}

/** The model's layers with their parameters after `step` steps; past a divergence, those at the divergence. */
export function layersAt(model: Model, step: number): readonly BoardLayer[] {
  if (step === 0) return model.layers
  const trained = trajectory(model).layersAt(step)
  return model.layers.map((layer, i) => {
    const { w, b } = trained[i] ?? layer
    return { ...layer, w, b: b ?? layer.b }
  })
}
