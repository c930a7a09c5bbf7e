import type { Chain, Loss } from '@/lib/engine'
import type { Term } from './term'

/** 𝓛 in LaTeX, of the target and of what the loss reads: f_L, or z_L where `readsLogitFromZ`. */
export function lossLatex(loss: Loss, y: Term, output: Term): string {
  switch (loss) {
    case 'squared':
      return `(${y.latex} - ${output.factor})^2`
    case 'half-squared':
      return `\\tfrac{1}{2} (${y.latex} - ${output.factor})^2`
    case 'absolute':
      return `|${y.latex} - ${output.factor}|`
    case 'hinge':
      return `\\max(0, 1 - ${y.factor} \\cdot ${output.factor})`
    case 'logistic':
      return `\\ln(1 + e^{${output.latex}}) - ${y.factor} \\cdot ${output.factor}`
  }
}

/** ∂𝓛/∂f_L as a factor in LaTeX. For the logistic loss f_L is the logit: after a sigmoid δ_L has a form of its own. */
export function lossSlopeLatex(loss: Loss, y: Term, output: Term): string {
  const error = `(${output.latex} - ${y.factor})`
  switch (loss) {
    case 'squared':
      return `2 ${error}`
    case 'half-squared':
      return error
    case 'absolute':
      return `\\operatorname{sign}${error}`
    case 'hinge':
      return hingeSlope(y, output)
    case 'logistic':
      return `\\left(\\frac{1}{1 + e^{-${output.factor}}} - ${y.factor}\\right)`
  }
}

function hingeSlope(y: Term, output: Term): string {
  if (y.number !== undefined && output.number !== undefined) {
    return y.number * output.number < 1 ? `(-${y.factor})` : '0'
  }
  const margin = `${y.factor} \\cdot ${output.factor}`
  return `\\begin{cases} -${y.factor} & ${margin} < 1 \\\\ 0 & ${margin} \\ge 1 \\end{cases}`
}

/** Whether the chain ends in a sigmoid under the logistic loss: then the logit is z_L and δ_L = f_L − y. Else the logit is f_L. */
export const readsLogitFromZ = (chain: Chain): boolean =>
  chain.loss === 'logistic' && chain.layers.at(-1)?.activation === 'sigmoid'

/** The loss's name in a sentence. */
export const LOSS_WORDS: Record<Loss, string> = {
  squared: 'the squared error',
  'half-squared': 'half the squared error',
  logistic: 'the logistic loss',
  absolute: 'the absolute error',
  hinge: 'the hinge loss',
}

/** Which targets a loss is made for, where not any number is one; to stand behind "the target". */
export function targetWords(loss: Loss): string {
  if (loss === 'hinge') return ', −1 or 1 for the hinge loss'
  return loss === 'logistic' ? ', from 0 to 1 for the logistic loss' : ''
}
