import { scheduleOf } from '@/lib/engine'
import type { Evaluated } from './quantity-value'

/** What a step does to a parameter, as the end of a sentence that begins with it; its gradient's name is `gradient`. */
export function stepWords(gradient: string, evaluated: Evaluated): string {
  const moved = gradientWords(gradient, evaluated)
  switch (scheduleOf(evaluated.run.start).optimiser) {
    case 'sgd':
      return `a step subtracts η times ${moved} from it.`
    case 'momentum':
      return `a step adds ${moved} to 0.9 times its velocity v, then subtracts η times v from it.`
    case 'adam':
      return `a step subtracts η·m/√v from it; m and v are running means of g and g², g is ${moved}.`
  }
}

/** Why the next step leaves no finite number, as the end of a sentence; `overflowed` says what overflows, where it is shown. */
export const lostStepWords = (overflowed: string | null): string =>
  overflowed === null
    ? 'its next value cannot be computed: the next step overflows.'
    : `its next value cannot be computed: ${overflowed} before it.`

/** What η does, as a sentence. */
export function etaWords({ run }: Evaluated): string {
  switch (scheduleOf(run.start).optimiser) {
    case 'sgd':
      return 'η scales every step: each parameter moves against its gradient, by η times the gradient.'
    case 'momentum':
      return 'η scales every step: each parameter moves against its velocity v, by η times v.'
    case 'adam':
      return 'η scales every step: each parameter moves by about η, whatever the size of its gradient.'
  }
}

function gradientWords(gradient: string, { run, step, sample }: Evaluated): string {
  const samples = run.batchAt(step)
  if (samples.length > 1) return `the mean of ${gradient} over ${samples.length} samples`
  return samples[0] === sample.index ? gradient : `${gradient} for sample ${samples[0] + 1}`
}
