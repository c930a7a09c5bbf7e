import type { Activation } from '@/lib/engine'
import { call, difference, f, number, product, slopeAt, square, sum, z } from '../../expression/build'
import type { Expression } from '../../expression/tree'
import { plainText } from '../../writer/plain'
import { layersBeside, type Replacement } from './factor'

/** What stands where f′(zᵢ) belongs. */
export function slopeMistakes(layer: number, activation: Activation, depth: number): readonly Replacement[] {
  const right = plainText(slopeAt(z(layer)))
  const form = `for ${activation} it is ${FORMS[activation] ?? 'the derivative at zᵢ'}`
  const otherForms = otherActivationForms(layer, activation)
  const beside = layersBeside(layer, depth)
  return [
    {
      code: 'NO-FPRIME',
      by: null,
      words: () =>
        `${right} is missing: the way back from ${plainText(f(layer))} to ${plainText(z(layer))} goes through the slope of the activation.`,
    },
    ...beside.map(
      (other): Replacement => ({
        code: 'F-SHIFT',
        by: slopeAt(z(other)),
        shift: other - layer,
        words: () => `The slope is taken at layer ${other}; here it belongs to layer ${layer}: ${right}.`,
      }),
    ),
    {
      code: 'F-FOR-FPRIME',
      by: f(layer),
      words: () => `${plainText(f(layer))} stands where its slope ${right} belongs; ${form}.`,
    },
    {
      code: 'FPRIME-OF-F',
      by: slopeAt(f(layer)),
      words: () =>
        `The slope is taken at ${plainText(f(layer))}, so the activation is applied twice: it is taken at ${plainText(z(layer))}.`,
    },
    ...zForms(layer, activation).map(
      (by): Replacement => ({
        code: 'Z-FOR-F',
        by,
        words: () => `${plainText(z(layer))} stands where ${plainText(f(layer))} belongs; ${form}.`,
      }),
    ),
    ...squareLost(layer, activation),
    ...otherForms.map(
      (by): Replacement => ({
        code: 'SIG-TANH',
        by,
        words: () => `This is the slope of another activation; ${form}.`,
      }),
    ),
    ...(activation === 'tanh'
      ? [
          {
            code: 'SIGN' as const,
            by: sum(number(1), square(f(layer))),
            words: () => `There is a minus in the slope; ${form}.`,
          },
        ]
      : []),
  ]
}

const FORMS: Partial<Record<Activation, string>> = {
  tanh: '1 − f²',
  sigmoid: 'f·(1 − f)',
  relu: '1 where z > 0, else 0',
  identity: '1',
  softplus: 'σ(z)',
}

const tanhForm = (of: Expression): Expression => difference(number(1), square(of))
const sigmoidForm = (of: Expression): Expression => product(of, difference(number(1), of))

function zForms(layer: number, activation: Activation): readonly Expression[] {
  if (activation === 'tanh') return [tanhForm(z(layer))]
  return activation === 'sigmoid' ? [sigmoidForm(z(layer))] : []
}

/** 1 − f for 1 − f². */
function squareLost(layer: number, activation: Activation): readonly Replacement[] {
  if (activation !== 'tanh') return []
  return [
    {
      code: 'SQUARE-LOST',
      by: difference(number(1), f(layer)),
      words: () => `A square is missing: the slope of tanh is 1 − ${plainText(square(f(layer)))}.`,
    },
  ]
}

function otherActivationForms(layer: number, activation: Activation): readonly Expression[] {
  const ofTanh = [tanhForm(f(layer)), tanhForm(call('tanh', z(layer)))]
  const ofSigmoid = [sigmoidForm(f(layer)), sigmoidForm(call('sigmoid', z(layer)))]
  if (activation === 'tanh') return ofSigmoid
  return activation === 'sigmoid' ? ofTanh : [...ofTanh, ...ofSigmoid]
}
