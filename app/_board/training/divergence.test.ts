import { describe, expect, it } from 'vitest'
import { startRun } from '@/lib/engine'
import { divergenceWords, usefulSteps } from './divergence'

const diverging = startRun({
  layers: [
    { w: 1, activation: 'identity' },
    { w: 3, activation: 'identity' },
  ],
  loss: 'squared',
  samples: [{ x: 1, y: 0 }],
  eta: 1,
})
const calm = startRun({
  layers: [{ w: 1, activation: 'tanh' }],
  loss: 'squared',
  samples: [{ x: 1, y: 0.5 }],
  eta: 0.1,
})
const divergedAt = diverging.divergesBy(1_000) ?? 0

describe('usefulSteps', () => {
  it('takes all steps of a run that stays finite', () => {
    expect(usefulSteps(calm, 40, 100)).toBe(100)
  })

  it('ends with the step that diverges', () => {
    expect(divergedAt).toBeGreaterThan(1)
    expect(usefulSteps(diverging, 0, 100)).toBe(divergedAt)
    expect(usefulSteps(diverging, divergedAt - 1, 100)).toBe(1)
  })

  it('takes no step after a divergence', () => {
    expect(usefulSteps(diverging, divergedAt, 1)).toBe(0)
    expect(usefulSteps(diverging, divergedAt + 5, 1)).toBe(0)
  })
})

describe('divergenceWords', () => {
  it('names the step, what overflowed in it, the first parameter that is lost, and what to do', () => {
    const lost = diverging.layersAt(divergedAt).findIndex(({ w }) => !Number.isFinite(w))
    const symbol = ['w₁', 'w₂'][lost]
    expect(divergenceWords(diverging, divergedAt)).toBe(
      `Diverged at step ${divergedAt}: z₂ overflows to ∞, and ${symbol} is no longer a finite number. Try a smaller η.`,
    )
  })

  it('names no unit where the step alone is too large', () => {
    const run = startRun({ ...diverging.start, eta: 1e308 })
    expect(divergenceWords(run, run.divergesBy(10) ?? 0)).toMatch(/^Diverged at step 1: w₁ is no longer a/)
  })

  it('names a bias when only that is lost', () => {
    const run = {
      ...calm,
      layersAt: () => [{ w: 1, b: Number.POSITIVE_INFINITY, activation: 'tanh' as const }],
    }
    expect(divergenceWords(run, 1_200)).toContain('step 1,200: b₁')
  })
})
