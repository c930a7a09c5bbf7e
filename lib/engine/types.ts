/** Activation functions, spelled as every outside interface spells them. */
export const ACTIVATIONS = [
  'tanh',
  'sigmoid',
  'relu',
  'leaky-relu',
  'identity',
  'softplus',
  'elu',
  'silu',
] as const
export type Activation = (typeof ACTIVATIONS)[number]

/** Loss functions, spelled as every outside interface spells them. */
export const LOSSES = ['squared', 'half-squared', 'logistic', 'absolute', 'hinge'] as const
export type Loss = (typeof LOSSES)[number]

/** Layer i of the chain: one unit. Without `b` nothing is added, so the bits differ from `b: 0` only in -0. */
export interface Layer {
  readonly w: number
  readonly b?: number | undefined
  readonly activation: Activation
}

/** One training example. */
export interface Sample {
  readonly x: number
  readonly y: number
}

/** The network x → z₁ → f₁ → … → z_L → f_L → 𝓛(y, f_L). Layer i of the textbook is `layers[i - 1]`. */
export interface Chain extends Sample {
  readonly layers: readonly Layer[]
  readonly loss: Loss
}

/** What the forward pass computes. `z` and `f` have length L; `z[i - 1]` is zᵢ. */
export interface Forward {
  readonly z: Float64Array
  readonly f: Float64Array
  readonly loss: number
}

/** What the backward pass computes. Arrays have length L. ∂𝓛/∂bᵢ = δᵢ, so it needs no array of its own. */
export interface Backward {
  readonly delta: Float64Array
  readonly gradW: Float64Array
  readonly gradX: number
}

/** Both passes over one chain. */
export interface Passes extends Forward, Backward {}

/** The order in which a run takes its samples: that of the table, or another permutation of it in each epoch. */
export const ORDERS = ['in-order', 'shuffled'] as const
export type Order = (typeof ORDERS)[number]

/** What a step does with the gradient; `optimiser.ts` has the formulas. */
export const OPTIMISERS = ['sgd', 'momentum', 'adam'] as const
export type Optimiser = (typeof OPTIMISERS)[number]

/** How a run goes through its samples; without any of it, one sample a step in order, by plain gradient descent. */
export interface RunOptions {
  /** Absent: in order. */
  readonly order?: Order | undefined
  /** What the shuffling starts from: a whole number from 0 to 2³² − 1. Absent: 0. */
  readonly seed?: number | undefined
  /** Samples a step: a whole number from 1 on, or the whole table. Absent: 1. */
  readonly batch?: number | 'all' | undefined
  /** Absent: plain gradient descent. */
  readonly optimiser?: Optimiser | undefined
}

/** Everything that determines a run except its number of steps. */
export interface RunStart extends RunOptions {
  readonly layers: readonly Layer[]
  readonly loss: Loss
  readonly samples: readonly Sample[]
  readonly eta: number
}

/** What one step does to one parameter, and out of what. */
export interface ParameterStep {
  readonly from: number
  readonly to: number
  /** The mean of its gradients over the samples of the step. */
  readonly gradient: number
  /** What the optimiser remembers of it, before and after: nothing, or v of momentum, or m and v of Adam. */
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** What one step does, for whoever wants to see it. */
export interface StepTaken {
  /** Its number, from 1. */
  readonly number: number
  /** The samples that it takes, by their places in the table (from 0), in the table's order. */
  readonly samples: readonly number[]
  /** Layer i of the textbook is element i − 1. A layer without bias has a `b` that stays −0. */
  readonly w: readonly ParameterStep[]
  readonly b: readonly ParameterStep[]
}

/**
 * What a run has computed, as plain data: it can be sent to another thread, its buffer transferred. One run may hand it
 * over in pieces, each beginning where the one before it ended.
 */
export interface RunMemory {
  /** Of the start, as `digestOfRun` gives it for no steps. */
  readonly digest: string
  /** Steps between two checkpoints. */
  readonly interval: number
  /** The step of the first checkpoint. */
  readonly first: number
  /** The last step reached. */
  readonly furthest: number
  /** The first step after which a parameter is not finite, if one of those up to `furthest` is. */
  readonly divergedAt: number | null
  /** The state after each of the steps first, first + interval, … up to `furthest`; then, once more, that after `furthest`. */
  readonly states: Float64Array<ArrayBuffer>
  /** The number of the first of the losses that were kept along the way, and these; none where a run keeps none. */
  readonly firstLoss: number
  readonly losses: Float64Array<ArrayBuffer>
}

/**
 * A run of gradient descent, replayed on demand and never stored.
 * All methods are pure functions of the start and of `step`; checkpoints only make them fast.
 */
export interface Run {
  readonly start: RunStart
  /** The last step ever reached: whatever lies before it is a short replay away. */
  readonly furthest: number
  /** The layers after `step` steps (0 = the start). Past a divergence: the layers at the divergence. */
  layersAt(step: number): readonly Layer[]
  /** The samples that the step after `step` steps takes, by their places in the table (from 0), in the table's order. */
  batchAt(step: number): readonly number[]
  /** What the step after `step` steps does; past a divergence, what the one after the divergence would do. */
  stepAt(step: number): StepTaken
  /** The mean loss over the samples with the parameters after `step` steps. */
  lossAt(step: number): number
  /**
   * Passes through one unit, forward and back, that it takes to reach step `step` for the first time: the measure of how
   * long that will take. 0 when it was reached, or the run diverged.
   */
  unitsTo(step: number): number
  /** The first step in 1..`upTo` after which a parameter is not finite, or null. */
  divergesBy(upTo: number): number | null
  /**
   * Takes at most `budget` of the steps that are missing up to step `upTo`, and answers whether none is missing any
   * more, or the run has diverged: what follows will not take long. For work in slices, with progress and cancel.
   */
  advance(upTo: number, budget: number): boolean
  /** What has been computed; only the checkpoints after step `beyond`, where one is given. A copy. */
  memory(beyond?: number): RunMemory
  /**
   * Takes over what a run with the same start has computed elsewhere, so that any step up to its furthest is a short
   * replay away. Throws a RangeError for a memory of another start, or one that begins after the steps known here.
   */
  adopt(memory: RunMemory): void
}
