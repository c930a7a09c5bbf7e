import { ACTIVATIONS, type Activation, LOSSES, type Loss } from '@/lib/engine'

/** What stands in for a value that is missing or cannot be read, and what new layers begin with (R8, R10). */
export const DEFAULTS = { x: 1, y: 0.5, eta: 0.1, w: 0.5, b: 0, loss: 'squared', activation: 'tanh' } as const

export const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value)

export const isLoss = (value: unknown): value is Loss => (LOSSES as readonly unknown[]).includes(value)

export const isActivation = (value: unknown): value is Activation =>
  (ACTIVATIONS as readonly unknown[]).includes(value)
