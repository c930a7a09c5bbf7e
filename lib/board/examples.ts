import type { Activation, ChainJson, Layer } from '@/lib/engine'

/** A chain to start from, with what to look at. */
export interface Example {
  readonly id: string
  readonly title: string
  /** One plain sentence for learners. */
  readonly summary: string
  readonly chain: ChainJson
}

const layers = (activation: Activation, weights: readonly number[]): readonly Layer[] =>
  weights.map(w => ({ w, activation }))

/** The chain that a new board starts with: three tanh layers and the squared loss, as the course draws it. */
export const COURSE_CHAIN: ChainJson = {
  x: 1,
  y: 0.5,
  layers: layers('tanh', [0.8, -0.5, 1.2]),
  loss: 'squared',
  eta: 0.1,
}

export const EXAMPLES: readonly Example[] = [
  {
    id: 'course',
    title: 'The course chain',
    summary: 'Three tanh layers: change a weight, and watch the values run forward and the deltas run back.',
    chain: COURSE_CHAIN,
  },
  {
    id: 'vanishing-gradient',
    title: 'Vanishing gradient',
    summary:
      'Ten sigmoid layers: every layer on the way back shrinks delta, until the first weights hardly learn.',
    chain: {
      x: 1,
      y: 0,
      layers: layers('sigmoid', [1, -0.8, 0.9, 1.1, -1, 0.7, 1.2, -0.9, 0.8, 1]),
      loss: 'squared',
      eta: 0.5,
    },
  },
  {
    id: 'exploding-gradient',
    title: 'Exploding gradient',
    summary:
      'Twelve layers that each double: the deltas double on the way back, and one small step throws everything far off.',
    chain: { x: 1, y: 1, layers: layers('identity', Array(12).fill(2)), loss: 'squared', eta: 0.0001 },
  },
  {
    id: 'dead-relu',
    title: 'A dead ReLU',
    summary:
      'The second unit gets a negative input and gives 0: no gradient passes it, and steps change nothing.',
    chain: {
      x: 1,
      y: 1,
      layers: [
        { w: 0.9, activation: 'tanh' },
        { w: -1.1, activation: 'relu' },
        { w: 0.7, activation: 'identity' },
      ],
      loss: 'squared',
      eta: 0.1,
    },
  },
  {
    id: 'diverging-rate',
    title: 'A learning rate that diverges',
    summary:
      'Press Step: each one jumps past the minimum to a worse place beyond it; with η below 0.25 it settles.',
    chain: { x: 2, y: 1, layers: layers('identity', [0.8]), loss: 'squared', eta: 0.3 },
  },
]
