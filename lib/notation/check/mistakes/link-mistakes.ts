import type { Shape } from '../../evaluation/shape'
import {
  DEPTH_OUTPUT,
  difference,
  f,
  inputOf,
  LOSS,
  number,
  product,
  w,
  X,
  Y,
  z,
} from '../../expression/build'
import { DEPTH } from '../../expression/layer-index'
import type { Expression } from '../../expression/tree'
import { plainText } from '../../writer/plain'
import { layersBeside, type Replacement } from './factor'

/** What stands where wᵢ belongs. */
export function weightMistakes(layer: number, depth: number, isLast: boolean): readonly Replacement[] {
  const right = plainText(w(layer))
  const way = `between ${plainText(inputOf(layer))} and ${plainText(z(layer))} stands ${right}`
  const beside = layersBeside(layer, depth)
  return [
    { code: 'NO-W', by: null, words: () => `${right} is missing: ${way}.` },
    ...beside.map(
      (other): Replacement => ({
        code: 'W-SHIFT',
        by: w(other),
        shift: other - layer,
        words: () => `${plainText(w(other))} stands where ${right} belongs: ${way}.`,
      }),
    ),
    {
      code: 'UPDATED-W',
      by: { kind: 'updated', of: w(layer) },
      words: () =>
        `${right} is already updated here: the whole backward pass uses the weights from before the step.`,
    },
    ...(isLast
      ? [
          {
            code: 'DX-DW' as const,
            by: inputOf(layer),
            words: () => `This is the derivative by ${right}, not by ${plainText(inputOf(layer))}.`,
          },
        ]
      : []),
  ]
}

/** What stands where the input of layer i belongs, fᵢ₋₁ or x. */
export function inputMistakes(layer: number, depth: number): readonly Replacement[] {
  const right = plainText(inputOf(layer))
  const reason = `the derivative of ${plainText(z(layer))} by ${plainText(w(layer))} is ${right}`
  const others: Expression[] = [f(layer)]
  if (layer > 1) others.push(layer === 2 ? X : f(layer - 2))
  if (layer > 2) others.push(X)
  const weighted = [layer, layer - 1].filter(other => other >= 1 && other <= depth).map(other => z(other))
  return [
    { code: 'X-LOST', by: null, words: () => `${right} is missing: ${reason}.` },
    {
      code: 'DX-DW',
      by: w(layer),
      words: () =>
        `This is the derivative by ${right}; by ${plainText(w(layer))} it begins with ${right}, because ${reason}.`,
    },
    ...others.map(
      (by): Replacement => ({
        code: 'F-SHIFT',
        by,
        words: () => `${plainText(by)} stands where ${right} belongs: ${reason}.`,
      }),
    ),
    ...weighted.map(
      (by): Replacement => ({
        code: 'Z-FOR-F',
        by,
        words: () => `${plainText(by)} stands where ${right} belongs: ${reason}.`,
      }),
    ),
  ]
}

/** What stands where ∂𝓛/∂f_L belongs; a lost 2 or a wrong sign is looked for in the whole. */
export function lossMistakes(shape: Shape): readonly Replacement[] {
  const depth = shape.activations.length
  const others: Replacement[] = []
  const isSquared = shape.loss === 'squared' || shape.loss === 'half-squared'
  if (isSquared) {
    const slopeFor = (output: Expression): Expression => {
      const error = difference(output, Y)
      return shape.loss === 'squared' ? product(number(2), error) : error
    }
    others.push({
      code: 'Z-FOR-F',
      by: slopeFor(z(DEPTH)),
      words: () => 'z_L stands where f_L belongs: the loss compares the output of the chain with y.',
    })
    if (depth > 1) {
      others.push({
        code: 'F-SHIFT',
        by: slopeFor(f(depth - 1)),
        words: () => `The loss compares ${plainText(DEPTH_OUTPUT)}, the output of the last layer, with y.`,
      })
    }
  }
  return [
    {
      code: 'LOSS-NOT-DERIV',
      by: LOSS,
      words: () => 'The loss itself stands where its derivative by f_L belongs.',
    },
    ...others,
    { code: 'NO-LOSS', by: null, words: () => '∂𝓛/∂f_L is missing: the way back begins at the loss.' },
  ]
}
