import type { Activation, Loss, Optimiser, Order, Sample } from '@/lib/engine'

/** A layer with its parameters: in a `Model` those at step 0 of the current run, in a `Derived` those at its step. */
export interface BoardLayer {
  readonly id: string
  readonly w: number
  readonly b: number
  readonly activation: Activation
}

/** A row of the sample table. */
export interface BoardSample extends Sample {
  readonly id: string
}

/** Something in the document that could not be read. It is kept as it is and shown as a placeholder. */
export interface Problem {
  /** Where in the document, for instance `model.layers.k3`. */
  readonly where: string
  /** What was found and what is shown instead, in words for the reader. */
  readonly message: string
}

/** The run that everybody looks at, and how many steps it has. */
export interface CurrentRun {
  readonly id: string
  /** The chain that it trains: layers and samples of other chains (loaded before) are not shown. */
  readonly chain: string
  readonly steps: number
}

/** The document's model, read safely: every field valid whatever the document holds. Derived values are not in here. */
export interface Model {
  readonly title: string
  readonly x: number
  readonly y: number
  readonly eta: number
  readonly loss: Loss
  /** Whether the biases take part; their values are kept while off. */
  readonly biases: boolean
  /** How a run takes its samples. */
  readonly order: Order
  /** What the shuffling starts from; kept while the order is that of the table. */
  readonly seed: number
  /** Samples a step, from 1 on, or the whole table; it may be larger than the table. */
  readonly batch: number | 'all'
  /** What a step does with the gradient. */
  readonly optimiser: Optimiser
  /** 1 to 64 layers, in order. */
  readonly layers: readonly BoardLayer[]
  /** Empty when the only sample is (x, y). */
  readonly samples: readonly BoardSample[]
  readonly run: CurrentRun
  /** What could not be read: the first 50 by place. */
  readonly problems: readonly Problem[]
  /** How many problems there are beyond those. */
  readonly moreProblems: number
}
