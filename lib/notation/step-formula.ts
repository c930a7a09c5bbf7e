import { type Optimiser, type ParameterStep, scheduleOf } from '@/lib/engine'
import type { Formula } from './formula'
import { lossDerivativeLatex, type Quantity, quantityLatex } from './quantity'
import type { Evaluated } from './quantity-value'
import { type Named, symbolTerm } from './term'

/** A quantity that steps move. */
export type Parameter = Quantity & { readonly kind: 'w' | 'b'; readonly layer: number }

/** So many samples are listed under a sum; of more it says only that they are the batch B. */
const LISTED = 4

/** What the next step does to a weight or a bias, under the run's optimiser and with the samples that it takes. */
export function stepFormula(parameter: Parameter, evaluated: Evaluated): Formula {
  const { run, step } = evaluated
  const taken = run.stepAt(step)
  const change = taken[parameter.kind][parameter.layer - 1]
  const gradient = gradientOf(parameter, evaluated, taken.samples, change.gradient)
  return updateRule(scheduleOf(run.start).optimiser, parameter, gradient, change, taken.number)
}

/** The rule of an optimiser for a parameter w with gradient g, line by line in LaTeX. */
export function optimiserLatex(optimiser: Optimiser): readonly string[] {
  const unset: ParameterStep = { from: 0, to: 0, gradient: 0, before: [0, 0], after: [0, 0] }
  const rule = updateRule(optimiser, { latex: 'w', number: 0 }, { latex: 'g', number: 0 }, unset, 1)
  return [...(rule.given ?? []), rule].map(
    ({ left, relation, right }) => `${left} ${relation} ${right(symbolTerm)}`,
  )
}

/** g in LaTeX, as the mean of the gradients for so many samples. */
export const meanGradientLatex = (samples: number): string => `g = ${meanLatex(samples, 'j \\in B}', 'w')}`

function updateRule(
  optimiser: Optimiser,
  parameter: Parameter | Named,
  gradient: Quantity | Named,
  { to, before, after, ...change }: ParameterStep,
  number: number,
): Formula {
  const left = 'latex' in parameter ? parameter.latex : quantityLatex(parameter)
  const eta: Quantity = { kind: 'eta' }
  switch (optimiser) {
    case 'sgd':
      return {
        left,
        relation: '\\leftarrow',
        right: show => `${show(parameter).latex} - ${show(eta).factor} \\cdot ${show(gradient).factor}`,
        result: to,
      }
    case 'momentum': {
      const [v, next] = [named('v', before[0]), named('v', after[0])]
      const velocity = remember(
        'v',
        next.number,
        show => `0.9 \\cdot ${show(v).factor} + ${show(gradient).factor}`,
      )
      return {
        given: [velocity],
        left,
        relation: '\\leftarrow',
        right: show => `${show(parameter).latex} - ${show(eta).factor} \\cdot ${show(next).factor}`,
        result: to,
      }
    }
    case 'adam': {
      const g = named('g', change.gradient)
      const [m, v] = [named('m', before[0]), named('v', before[1])]
      const [mean, square] = [named('m', after[0]), named('v', after[1])]
      const t = named('t', number)
      const isNamed = 'latex' in gradient && gradient.latex === g.latex
      const gradientFirst: Formula = {
        left: 'g',
        relation: '=',
        right: show => show(gradient).latex,
        result: g.number,
      }
      return {
        given: [
          ...(isNamed ? [] : [gradientFirst]),
          remember('m', mean.number, show => `0.9 \\cdot ${show(m).factor} + 0.1 \\cdot ${show(g).factor}`),
          remember(
            'v',
            square.number,
            show => `0.999 \\cdot ${show(v).factor} + 0.001 \\cdot ${show(g).factor}^2`,
          ),
        ],
        left,
        relation: '\\leftarrow',
        right: show =>
          `${show(parameter).latex} - ${show(eta).factor} \\cdot \\frac{${show(mean).factor} / (1 - 0.9^{${show(t).latex}})}` +
          `{\\sqrt{${show(square).factor} / (1 - 0.999^{${show(t).latex}})} + 10^{-8}}`,
        result: to,
      }
    }
  }
}

const named = (latex: string, number: number): Named => ({ latex, number })

const remember = (left: string, result: number, right: Formula['right']): Formula => ({
  left,
  relation: '\\leftarrow',
  right,
  result,
})

/** The gradient that a step moves by: that of the sample shown, of another one, or the mean over several. */
function gradientOf(
  parameter: Parameter,
  { sample }: Evaluated,
  samples: readonly number[],
  number: number,
): Quantity | Named {
  const { kind, layer } = parameter
  if (samples.length === 1 && samples[0] === sample.index) {
    return { kind: kind === 'w' ? 'gradW' : 'gradB', layer }
  }
  const variable = quantityLatex(parameter)
  if (samples.length === 1) return { latex: lossDerivativeLatex(variable, String(samples[0] + 1)), number }
  return { latex: meanLatex(samples.length, placesLatex(samples), variable), number }
}

/** The mean over the samples at `places` (see `placesLatex`), set low enough for two rules to stand one above the other. */
const meanLatex = (count: number, places: string, variable: string): string =>
  `\\tfrac{1}{${count}} \\textstyle\\sum_{${places} \\displaystyle ${lossDerivativeLatex(variable, 'j')}`

/** What a sum over these samples runs through, from behind its opening brace: `j=2}^{4}`, `j \in \{1, 4\}}`, `j \in B}`. */
function placesLatex(samples: readonly number[]): string {
  const numbers = samples.map(place => place + 1)
  const [first, last] = [numbers[0], numbers[numbers.length - 1]]
  if (last - first === numbers.length - 1) return `j=${first}}^{${last}}`
  return numbers.length <= LISTED ? `j \\in \\{${numbers.join(', ')}\\}}` : 'j \\in B}'
}
