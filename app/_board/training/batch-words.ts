import type { Optimiser, Schedule } from '@/lib/engine'
import { count, countOf } from './count'

export const OPTIMISER_NAMES: Readonly<Record<Optimiser, string>> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  adam: 'Adam',
}

/** How a run trains, in one short line: `SGD · in order · 1 sample a step`. With one sample there is nothing to order. */
export function scheduleLine({ optimiser, order, batch }: Schedule, samples: number): string {
  const name = OPTIMISER_NAMES[optimiser]
  if (samples === 1) return name
  if (batch === samples) return `${name} · all ${count(samples)} a step`
  return `${name} · ${order === 'shuffled' ? 'shuffled' : 'in order'} · ${count(batch)} a step`
}

/** Which samples a step takes, in one or two sentences. */
export function batchWords({ order, batch }: Schedule, samples: number): string {
  const table = countOf(samples, 'sample')
  if (samples === 1) return 'Every step takes the one sample that there is.'
  if (batch === samples) return `Each step takes all ${table}.`
  const steps = Math.ceil(samples / batch)
  const rest = samples % batch
  const left = rest === 1 ? 'one sample that is' : `${count(rest)} samples that are`
  const restWords = rest === 0 ? '' : ` The last step of a round takes the ${left} left.`
  if (order === 'shuffled') {
    const taken = batch === 1 ? 'one' : count(batch)
    return `Each step takes ${taken} of the ${table}; a round of ${countOf(steps, 'step')} takes each once. The seed decides the order, another one every round.${restWords}`
  }
  const next = batch === 1 ? 'the next sample' : `the next ${count(batch)} samples`
  return `Each step takes ${next} of the table; after the last comes the first again.${restWords}`
}

/** What a step does with them, over the rule in symbols. */
export function gradientWords({ batch }: Schedule, hasBiases: boolean): string {
  const parameter = hasBiases ? 'every weight or bias w' : 'every weight w'
  const gradient = batch === 1 ? 'its gradient' : 'the mean of its gradients for these samples'
  return `It moves ${parameter} by this rule, where g is ${gradient}:`
}

/** The rule in words. */
export const RULE_WORDS: Readonly<Record<Optimiser, string>> = {
  sgd: 'Plain stochastic gradient descent: a step subtracts η times g.',
  momentum:
    'The velocity v gathers the gradients and forgets a tenth of itself a step. It is 0 when a run begins.',
  adam: 'm and v are running means of g and g². They are 0 when a run begins; t counts its steps.',
}
