import type { Activation, Loss } from '@/lib/engine'

/** What activations are called on the board, in the order in which a course meets them. */
export const ACTIVATION_NAMES: Readonly<Record<Activation, string>> = {
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  identity: 'identity',
  softplus: 'softplus',
  elu: 'ELU',
  silu: 'SiLU',
}

export const LOSS_NAMES: Readonly<Record<Loss, string>> = {
  squared: 'squared',
  'half-squared': '½ squared',
  logistic: 'logistic',
  absolute: 'absolute',
  hinge: 'hinge',
}
