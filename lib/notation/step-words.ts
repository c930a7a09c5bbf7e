import { scheduleOf } from '@/lib/engine'
import type { Evaluated } from './quantity-value'

/** What a step does to a parameter, as the end of a sentence that begins with it; its gradient's name is `gradient`. */
export function stepWords(gradient: string, evaluated: Evaluated): string {
  const moved = gradientWords(gradient, evaluated)
  switch (scheduleOf(evaluated.run.start).optimiser) {
    case 'sgd':
      return `a step moves it by η times ${moved}, against it.`
    case 'momentum':
      return `a step adds ${moved} to 0.9 times its velocity v, then moves it by η times v, against it.`
    case 'adam':
      return `a step moves it by η·m/√v, against it; m and v are running means of g and g², g is ${moved}.`
  }
}

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
