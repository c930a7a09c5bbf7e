import { describe, expect, it } from 'vitest'
import type { Schedule } from '@/lib/engine'
import { batchWords, gradientWords, scheduleLine } from './batch-words'

const PLAIN: Schedule = { order: 'in-order', seed: 0, batch: 1, optimiser: 'sgd' }

describe('how a run trains, in one line', () => {
  it.each<[string, Partial<Schedule>, number]>([
    ['SGD', {}, 1],
    ['SGD · in order · 1 a step', {}, 5],
    ['Momentum · in order · 2 a step', { optimiser: 'momentum', batch: 2 }, 5],
    ['Adam · shuffled · 4 a step', { optimiser: 'adam', batch: 4, order: 'shuffled' }, 10],
    ['SGD · all 10 a step', { batch: 10 }, 10],
  ])('is %s', (line, schedule, samples) => {
    expect(scheduleLine({ ...PLAIN, ...schedule }, samples)).toBe(line)
  })
})

describe('which samples a step takes, in words', () => {
  it.each<[string, Partial<Schedule>, number]>([
    ['Every step takes the one sample that there is.', {}, 1],
    ['Each step takes the next sample of the table; after the last comes the first again.', {}, 5],
    ['Each step takes all 5 samples.', { batch: 5 }, 5],
    [
      'Each step takes the next 2 samples of the table; after the last comes the first again. The last step of a round takes the one sample that is left.',
      { batch: 2 },
      5,
    ],
    [
      'Each step takes one of the 4 samples; a round of 4 steps takes each once. The seed decides the order, another one every round.',
      { order: 'shuffled' },
      4,
    ],
  ])('says: %s', (words, schedule, samples) => {
    expect(batchWords({ ...PLAIN, ...schedule }, samples)).toBe(words)
  })

  it('says that several gradients are averaged, not summed', () => {
    expect(gradientWords({ ...PLAIN, batch: 3 }, true)).toBe(
      'It moves every weight or bias w by this rule, where g is the mean of its gradients for these samples:',
    )
    expect(gradientWords(PLAIN, false)).toContain('every weight w by this rule, where g is its gradient:')
  })
})
