import { type Chain, evaluate, type Passes, type Run } from '@/lib/engine'
import { layersAt, trajectory } from './trajectory'
import type { BoardLayer, Model } from './types'

/** What a participant looks at. It is theirs alone: the document does not know it. */
export interface View {
  /** The step shown; absent or null: the last. */
  readonly step?: number | null
  /** The sample shown; absent or null: the one that the next step will use, the first of them if it uses several. */
  readonly sampleId?: string | null
}

/** Everything computed from a model for one view. */
export interface Derived {
  readonly run: Run
  /** The steps of the run. */
  readonly steps: number
  /** The step shown, 0 to `steps`. */
  readonly step: number
  /** The step asked for, when it is too far to be computed on the spot: what is shown is the last one reached so far. */
  readonly computing: number | null
  /** The last step whose values are here: the end of the run, unless that is too far. */
  readonly reached: number
  /** The first step after which a parameter is not finite, or null. */
  readonly divergedAt: number | null
  /** The layers with their parameters at `step`. */
  readonly layers: readonly BoardLayer[]
  /** The sample shown; `id` is null when the only one is the model's (x, y). */
  readonly sample: {
    readonly id: string | null
    readonly index: number
    readonly x: number
    readonly y: number
  }
  /** The samples that the next step will use, by their places in the table; 0 is the only one there is without a table. */
  readonly batch: readonly number[]
  /** The layers and the sample as the engine takes them. */
  readonly chain: Chain
  readonly passes: Passes
}

/**
 * Passes through one unit that are taken on the spot, some 5 ms. What is longer is left to `run.advance`, beside the
 * page, so that a run of a million steps never costs it a frame.
 */
const UNITS_ON_THE_SPOT = 50_000

/** How many views of one model are remembered: the page asks for a few at a time, a scrubber for thousands. */
const REMEMBERED_VIEWS = 8

const remembered = new WeakMap<Model, Map<string, Derived>>()

/** The derived values for one view of a model. Pure; the same reference for the same model, step and sample. */
export function derive(model: Model, view: View = {}): Derived {
  const { steps } = model.run
  const step = clampStep(view.step ?? steps, steps)
  const index = shownSample(model, step, view.sampleId ?? null)
  const views = remembered.get(model) ?? new Map<string, Derived>()
  remembered.set(model, views)

  const key = `${step}/${index}`
  const known = views.get(key)
  if (known !== undefined) return known
  const oldest = views.size < REMEMBERED_VIEWS ? undefined : views.keys().next().value
  if (oldest !== undefined) views.delete(oldest)
  const derived = compute(model, step, index)
  // While a run is computed, more becomes known of it: whether it diverges, for one.
  if (isWithinReach(model, steps)) views.set(key, derived)
  return derived
}

/** Whether the values after `step` steps are there, or near enough to be computed on the spot. */
export const isWithinReach = (model: Model, step: number): boolean =>
  trajectory(model).unitsTo(step) <= UNITS_ON_THE_SPOT

/** A step that a participant asks for, as one that the run has. */
export const clampStep = (step: number, steps: number): number =>
  Number.isNaN(step) ? steps : Math.max(0, Math.min(steps, Math.trunc(step)))

function shownSample(model: Model, step: number, sampleId: string | null): number {
  const named = model.samples.findIndex(sample => sample.id === sampleId)
  return named >= 0 ? named : (trajectory(model).batchAt(step)[0] ?? 0)
}

function compute(model: Model, wanted: number, index: number): Derived {
  const run = trajectory(model)
  const isShown = isWithinReach(model, wanted)
  const step = isShown ? wanted : run.furthest
  const layers = layersAt(model, step)
  const row = model.samples[index]
  const sample = row === undefined ? { id: null, index: 0, x: model.x, y: model.y } : { ...row, index }
  const chain: Chain = {
    x: sample.x,
    y: sample.y,
    loss: model.loss,
    layers: layers.map(({ w, b, activation }) => (model.biases ? { w, b, activation } : { w, activation })),
  }
  const { steps } = model.run
  const reached = isWithinReach(model, steps) ? steps : run.furthest
  const divergedAt = run.divergesBy(reached)
  const computing = isShown ? null : wanted
  const passes = evaluate(chain)
  return {
    run,
    steps,
    step,
    computing,
    reached,
    divergedAt,
    layers,
    sample,
    batch: run.batchAt(step),
    chain,
    passes,
  }
}
