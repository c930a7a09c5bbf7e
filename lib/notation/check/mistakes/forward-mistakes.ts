import type { Shape } from '../../evaluation/shape'
import {
  b,
  call,
  DEPTH_OUTPUT,
  derivative,
  difference,
  f,
  inputOf,
  LOSS,
  number,
  product,
  quotient,
  slopeAt,
  square,
  sum,
  w,
  X,
  Y,
  z,
} from '../../expression/build'
import { DEPTH } from '../../expression/layer-index'
import type { Expression } from '../../expression/tree'
import { plainText } from '../../writer/plain'
import type { MistakeCode } from './codes'

/** What stands where a rule of the forward pass belongs, as a whole. */
export interface WrongWhole {
  readonly code: MistakeCode
  readonly tree: Expression
  readonly words: string
}

/** zᵢ = fᵢ₋₁ wᵢ (+ bᵢ), mistaken. */
export function inputRuleMistakes(layer: number, shape: Shape): readonly WrongWhole[] {
  const depth = shape.activations.length
  const hasBias = shape.biased[layer - 1] ?? false
  const withBias = (weighted: Expression): Expression => (hasBias ? sum(weighted, b(layer)) : weighted)
  const input = inputOf(layer)
  const right = `${plainText(z(layer))} is ${plainText(withBias(product(input, w(layer))))}`
  const wrong = (code: MistakeCode, tree: Expression): WrongWhole => ({
    code,
    tree: withBias(tree),
    words: `${right}.`,
  })
  const weights = [layer - 1, layer + 1].filter(other => other >= 1 && other <= depth)
  const inputs: Expression[] = [f(layer), ...(layer > 1 ? [layer === 2 ? X : f(layer - 2), X] : [])]
  return [
    ...(hasBias
      ? [
          {
            code: 'BIAS-LOST' as const,
            tree: product(input, w(layer)),
            words: `${plainText(b(layer))} is missing: ${right}.`,
          },
        ]
      : []),
    ...weights.map(other => wrong('W-SHIFT', product(input, w(other)))),
    ...inputs.map(other => wrong('F-SHIFT', product(other, w(layer)))),
    ...(layer > 1 ? [wrong('Z-FOR-F', product(z(layer - 1), w(layer)))] : []),
    wrong('SUM-PRODUCT', sum(input, w(layer))),
    wrong('NO-W', input),
    wrong('X-LOST', w(layer)),
  ]
}

/** fᵢ = f(zᵢ), mistaken. */
export function outputRuleMistakes(layer: number, shape: Shape): readonly WrongWhole[] {
  const depth = shape.activations.length
  const activation = shape.activations[layer - 1]
  const right = `${plainText(f(layer))} is ${plainText(call('f', z(layer)))}.`
  const others = [layer - 1, layer + 1].filter(other => other >= 1 && other <= depth)
  const foreign = (['tanh', 'sigmoid'] as const).filter(name => name !== activation)
  return [
    { code: 'NO-F', tree: z(layer), words: `The activation is missing: ${right}` },
    { code: 'F-FOR-FPRIME', tree: slopeAt(z(layer)), words: `This is the slope of the activation: ${right}` },
    { code: 'NO-F', tree: product(inputOf(layer), w(layer)), words: `The activation is missing: ${right}` },
    { code: 'FPRIME-OF-F', tree: call('f', f(layer)), words: `The activation is applied twice: ${right}` },
    ...others.map((other): WrongWhole => ({ code: 'F-SHIFT', tree: call('f', z(other)), words: right })),
    ...foreign.map(
      (name): WrongWhole => ({
        code: 'SIG-TANH',
        tree: call(name, z(layer)),
        words: `The activation here is ${activation}.`,
      }),
    ),
  ]
}

/** 𝓛, mistaken. */
export function lossRuleMistakes(shape: Shape): readonly WrongWhole[] {
  const depth = shape.activations.length
  const error = (output: Expression) => difference(Y, output)
  const isSquared = shape.loss === 'squared' || shape.loss === 'half-squared'
  const right = isSquared
    ? `The loss is ${shape.loss === 'squared' ? '' : 'half '}the square of y − f_L.`
    : `The loss here is the ${shape.loss} one.`
  const scaled = (tree: Expression): Expression =>
    shape.loss === 'half-squared' ? product(quotient(number(1), number(2)), tree) : tree
  return [
    {
      code: 'LOSS-NOT-DERIV',
      tree: derivative(LOSS, DEPTH_OUTPUT),
      words: `This is the derivative of the loss by f_L, not the loss. ${right}`,
    },
    ...(isSquared
      ? ([
          { code: 'SQUARE-LOST', tree: scaled(error(DEPTH_OUTPUT)), words: `A square is missing. ${right}` },
          {
            code: 'SQUARE-LOST',
            tree: scaled(difference(DEPTH_OUTPUT, Y)),
            words: `A square is missing. ${right}`,
          },
          {
            code: 'SIGN',
            tree: scaled(square(sum(Y, DEPTH_OUTPUT))),
            words: `There is a minus in it. ${right}`,
          },
          {
            code: 'Z-FOR-F',
            tree: scaled(square(error(z(DEPTH)))),
            words: `z_L stands where f_L belongs. ${right}`,
          },
          ...(depth > 1
            ? [
                {
                  code: 'F-SHIFT',
                  tree: scaled(square(error(f(depth - 1)))),
                  words: `The output of the last layer counts. ${right}`,
                } as const,
              ]
            : []),
        ] as const)
      : []),
  ]
}
