import type { Activation } from '@/lib/engine'
import { readsLogit, type Shape } from '../evaluation/shape'
import {
  b,
  call,
  DEPTH_OUTPUT,
  derivative,
  difference,
  f,
  factorsOf,
  inputOf,
  LOSS,
  number,
  product,
  quotient,
  slopeAt,
  square,
  sum,
  w,
  Y,
  z,
} from '../expression/build'
import { DEPTH, type LayerIndex } from '../expression/layer-index'
import type { Expression } from '../expression/tree'

// The rules of the chain as trees, as the textbook writes them. Layers are from 1.

/** zᵢ = fᵢ₋₁ wᵢ (+ bᵢ) */
export function weightedInput(layer: number, hasBias: boolean): Expression {
  const weighted = product(inputOf(layer), w(layer))
  return hasBias ? sum(weighted, b(layer)) : weighted
}

/** f′(zᵢ) in terms of fᵢ, for activations that have such a form; else f′(zᵢ). */
export function slopeForm(activation: Activation, layer: number | LayerIndex): Expression {
  switch (activation) {
    case 'tanh':
      return difference(number(1), square(f(layer)))
    case 'sigmoid':
      return product(f(layer), difference(number(1), f(layer)))
    default:
      return slopeAt(z(layer))
  }
}

/** 𝓛 in terms of y and f_L, or z_L where it reads the logit. */
export function lossForm(shape: Shape): Expression {
  const error = difference(Y, DEPTH_OUTPUT)
  switch (shape.loss) {
    case 'squared':
      return square(error)
    case 'half-squared':
      return product(quotient(number(1), number(2)), square(error))
    case 'absolute':
      return { kind: 'absolute', of: error }
    case 'hinge':
      return call('max', number(0), difference(number(1), product(Y, DEPTH_OUTPUT)))
    case 'logistic': {
      const logit = readsLogit(shape) ? z(DEPTH) : DEPTH_OUTPUT
      return difference(call('log', sum(number(1), call('exp', logit))), product(Y, logit))
    }
  }
}

/** ∂𝓛/∂f_L; left as it is where it has no short form (the hinge) or is never needed (the logistic loss behind a sigmoid). */
export function lossSlopeForm(shape: Shape): Expression {
  const error = difference(DEPTH_OUTPUT, Y)
  switch (shape.loss) {
    case 'squared':
      return product(number(2), error)
    case 'half-squared':
      return error
    case 'absolute':
      return call('sign', error)
    case 'hinge':
      return derivative(LOSS, DEPTH_OUTPUT)
    case 'logistic':
      return readsLogit(shape) ? derivative(LOSS, DEPTH_OUTPUT) : difference(call('sigmoid', DEPTH_OUTPUT), Y)
  }
}

/** δ_L = f′(z_L) ∂𝓛/∂f_L as factors; f_L − y where the logistic loss follows a sigmoid. */
export function lastDeltaFactors(shape: Shape, slope: Expression): readonly Expression[] {
  if (readsLogit(shape)) return [difference(DEPTH_OUTPUT, Y)]
  const ofLoss = lossSlopeForm(shape)
  return [...factorsOf(slope), ...factorsOf(ofLoss)]
}
