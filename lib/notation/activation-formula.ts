import type { Activation } from '@/lib/engine'
import { slope } from '@/lib/engine'
import { bySign, numberTerm, type Term } from './term'
import { isSaturated } from './unit-state'

interface ActivationFormula {
  /** f(z), in LaTeX. */
  readonly value: (z: Term) => string
  /** f′(z) as a factor, in the textbook's form, which uses the output f = f(z) where it can. */
  readonly slope: (z: Term, f: Term) => string
}

const logistic = (z: Term): string => `\\frac{1}{1 + e^{-${z.factor}}}`

const FORMULAS: Record<Activation, ActivationFormula> = {
  tanh: {
    value: z => (z.factor === z.latex ? `\\tanh(${z.latex})` : `\\tanh${z.factor}`),
    slope: (_z, f) => `(1 - ${f.factor}^2)`,
  },
  sigmoid: {
    value: logistic,
    slope: (_z, f) => `${f.factor} (1 - ${f.factor})`,
  },
  relu: {
    value: z => `\\max(0, ${z.latex})`,
    slope: z => bySign(z, '1', '0'),
  },
  'leaky-relu': {
    value: z => `\\max(0.01 \\cdot ${z.factor}, ${z.latex})`,
    slope: z => bySign(z, '1', '0.01'),
  },
  identity: {
    value: z => z.latex,
    slope: () => '1',
  },
  softplus: {
    value: z => `\\ln(1 + e^{${z.latex}})`,
    slope: logistic,
  },
  elu: {
    value: z => bySign(z, z.latex, `e^{${z.latex}} - 1`),
    slope: (z, f) => bySign(z, '1', `(${f.latex} + 1)`),
  },
  silu: {
    value: z => `\\frac{${z.latex}}{1 + e^{-${z.factor}}}`,
    slope: (z, f) => `\\left(${f.latex} + \\frac{1 - ${f.factor}}{1 + e^{-${z.factor}}}\\right)`,
  },
}

/** f(z) in LaTeX. */
export const activationLatex = (activation: Activation, z: Term): string => FORMULAS[activation].value(z)

/**
 * f′(z) as a factor in LaTeX, in the textbook's form. With numbers put in, a saturated unit shows the slope itself:
 * 1 − f² of a rounded f would be wrong in every digit there.
 */
export function slopeLatex(activation: Activation, z: Term, f: Term): string {
  if (z.number !== undefined && isSaturated(activation, z.number)) {
    return numberTerm(slope(activation, z.number)).factor
  }
  return FORMULAS[activation].slope(z, f)
}

/** The activation's name in a sentence. */
export const ACTIVATION_WORDS: Record<Activation, string> = {
  tanh: 'tanh',
  sigmoid: 'the sigmoid',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  identity: 'the identity',
  softplus: 'softplus',
  elu: 'ELU',
  silu: 'SiLU',
}
