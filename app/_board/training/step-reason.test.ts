import { describe, expect, it } from 'vitest'
import { MAX_STEPS } from '@/lib/board'
import { startRun } from '@/lib/engine'
import { reasonNotToStep } from './step-reason'

const run = startRun({
  layers: [{ w: 1, activation: 'tanh' }],
  loss: 'squared',
  samples: [{ x: 1, y: 0.5 }],
  eta: 0.1,
})
const free = { run, steps: 3, divergedAt: null, readOnly: null, isComputing: false, isRunning: false }

describe('a step', () => {
  it('can be taken by those who may edit', () => {
    expect(reasonNotToStep(free)).toBeNull()
  })

  it.each<[string, Partial<Parameters<typeof reasonNotToStep>[0]>, string]>([
    ['by those who only look on', { readOnly: 'link' }, 'Your link lets you look on'],
    ['by an editor who is disconnected', { readOnly: 'disconnected' }, 'This page is disconnected'],
    ['after a divergence', { divergedAt: 3 }, 'Diverged at step 3'],
    ['while the end of the run is computed', { isComputing: true }, 'still to be computed'],
    ['while a run is in progress', { isRunning: true }, 'in progress'],
    ['beyond the limit of a run', { steps: MAX_STEPS }, 'at most 1,000,000 steps'],
  ])('cannot be taken %s, and says why', (_, change, words) => {
    expect(reasonNotToStep({ ...free, ...change })).toContain(words)
  })
})
