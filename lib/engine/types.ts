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

/** Everything that determines a run except its number of steps. Step t (from 0) uses `samples[t mod m]`. */
export interface RunStart {
  readonly layers: readonly Layer[]
  readonly loss: Loss
  readonly samples: readonly Sample[]
  readonly eta: number
}

/**
 * A run of stochastic gradient descent, replayed on demand and never stored.
 * All methods are pure functions of the start and of `step`; checkpoints only make them fast.
 */
export interface Run {
  readonly start: RunStart
  /** The layers after `step` steps (0 = the start). Past a divergence: the layers at the divergence. */
  layersAt(step: number): readonly Layer[]
  /** The mean loss over the samples with the parameters after `step` steps. */
  lossAt(step: number): number
  /** The first step in 1..`upTo` after which a parameter is not finite, or null. */
  divergesBy(upTo: number): number | null
}
