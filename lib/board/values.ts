import {
  ACTIVATIONS,
  type Activation,
  LOSSES,
  type Loss,
  OPTIMISERS,
  type Optimiser,
  ORDERS,
  type Order,
} from '@/lib/engine'
import { MAX_SEED } from './limits'

/** What stands in for a value that is missing or cannot be read, and what new layers begin with (R8, R10). */
export const DEFAULTS = {
  x: 1,
  y: 0.5,
  eta: 0.1,
  w: 0.5,
  b: 0,
  loss: 'squared',
  activation: 'tanh',
  order: 'in-order',
  seed: 0,
  batch: 1,
  optimiser: 'sgd',
} as const

export const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value)

export const isLoss = (value: unknown): value is Loss => (LOSSES as readonly unknown[]).includes(value)

export const isActivation = (value: unknown): value is Activation =>
  (ACTIVATIONS as readonly unknown[]).includes(value)

export const isSampleOrder = (value: unknown): value is Order =>
  (ORDERS as readonly unknown[]).includes(value)

/** What shuffling starts from: a whole number from 0 to 2³² − 1. */
export const isSeed = (value: unknown): value is number => isWhole(value, 0) && value <= MAX_SEED

/** Samples a step: a whole number from 1 on (a table with fewer is taken whole), or the whole table. */
export const isBatch = (value: unknown): value is number | 'all' => value === 'all' || isWhole(value, 1)

export const isOptimiser = (value: unknown): value is Optimiser =>
  (OPTIMISERS as readonly unknown[]).includes(value)

const isWhole = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least // isSafeInteger accepts numbers alone
