import { describe, expect, it } from 'vitest'
import { evaluate } from './backward'
import { startRun } from './run'
import type { Layer, RunStart } from './types'

const START: RunStart = {
  layers: [
    { w: 0.8, activation: 'tanh' },
    { w: -0.5, b: 0.1, activation: 'sigmoid' },
    { w: 1.2, b: 0, activation: 'identity' },
  ],
  loss: 'squared',
  samples: [
    { x: 0.5, y: 1 },
    { x: -1, y: 0.2 },
    { x: 2, y: -0.4 },
  ],
  eta: 0.1,
}

const EXPLODING: RunStart = {
  layers: [{ w: 1, activation: 'identity' }],
  loss: 'squared',
  samples: [{ x: 1, y: 0 }],
  eta: 1e150,
}

/** The definition, with nothing shared between steps. */
function stepByStep({ layers, loss, samples, eta }: RunStart, steps: number): readonly Layer[] {
  let current = layers
  for (let t = 0; t < steps; t++) {
    const { gradW, delta } = evaluate({ ...samples[t % samples.length], layers: current, loss })
    current = current.map(({ w, b, activation }, i) =>
      b === undefined
        ? { w: w - eta * gradW[i], activation }
        : { w: w - eta * gradW[i], b: b - eta * delta[i], activation },
    )
  }
  return current
}

describe('a run', () => {
  it('takes one sample a step, in order, with all gradients from before the step', () => {
    const run = startRun(START)
    for (const step of [0, 1, 2, 3, 4, 50]) expect(run.layersAt(step)).toEqual(stepByStep(START, step))
  })

  it('gives the same bits for a step however it is reached', () => {
    const straight = startRun(START).layersAt(1_000)
    const run = startRun(START)
    const first = run.layersAt(300)
    run.layersAt(2_500)
    expect(run.layersAt(1_000)).toEqual(straight)
    expect(run.layersAt(300)).toEqual(first)
    expect(run.layersAt(0)).toEqual(START.layers)
    expect(run.layersAt(2_500)).toEqual(stepByStep(START, 2_500))
  })

  it('can be scrubbed after more steps than it has checkpoints for', () => {
    const short: RunStart = { ...START, layers: START.layers.slice(2) }
    const run = startRun(short)
    run.layersAt(300_000)
    for (const step of [299_999, 262_144, 262_143, 123_456, 511, 1]) {
      expect(run.layersAt(step), `step ${step}`).toEqual(startRun(short).layersAt(step))
    }
  })

  it('hands out values that later steps do not change', () => {
    const run = startRun(START)
    const early = run.layersAt(5)
    const copy = structuredClone(early)
    run.layersAt(500)
    expect(early).toEqual(copy)
  })

  it('leaves a layer without bias without one', () => {
    expect('b' in startRun(START).layersAt(10)[0]).toBe(false)
  })

  it('has as its loss the mean over the samples', () => {
    const losses = START.samples.map(
      sample => evaluate({ ...sample, layers: START.layers, loss: 'squared' }).loss,
    )
    expect(startRun(START).lossAt(0)).toBe((losses[0] + losses[1] + losses[2]) / 3)
  })

  it('ends at the first step after which a parameter is not finite', () => {
    const run = startRun(EXPLODING)
    const step = run.divergesBy(100)
    expect(step).toBe(3)
    expect(run.divergesBy(2)).toBeNull()
    expect(Number.isFinite(run.layersAt(2)[0].w)).toBe(true)
    expect(Number.isFinite(run.layersAt(3)[0].w)).toBe(false)
    expect(run.layersAt(100)).toEqual(run.layersAt(3))
  })

  it('that does not diverge says so', () => {
    expect(startRun(START).divergesBy(500)).toBeNull()
  })
})
