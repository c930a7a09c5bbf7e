import { describe, expect, it } from 'vitest'
import { evaluate } from './backward'
import { digestOfRun } from './digest'
import { startRun } from './run'
import { type Layer, OPTIMISERS, ORDERS, type RunOptions, type RunStart, type Sample } from './types'

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

/** The definition for plain descent, with nothing shared between steps. */
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

const STEEP: RunStart = { ...START, layers: [{ w: 1, b: 0.5, activation: 'identity' }], eta: 0.01 }

/** Every way to run, for what must hold of all of them. */
const OPTIONS: RunOptions[] = ORDERS.flatMap(order =>
  OPTIMISERS.flatMap(optimiser =>
    ([1, 2, 'all'] as const).map(batch => ({ order, optimiser, batch, seed: 3 })),
  ),
)

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

  it('can be looked back into at every step, and goes on from where it was', () => {
    const run = startRun(START)
    for (let step = 1; step <= 40; step++) {
      expect(run.layersAt(step), `step ${step}`).toEqual(stepByStep(START, step))
      expect(run.layersAt(step - 1), `before ${step}`).toEqual(stepByStep(START, step - 1))
    }
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

  it('divides the sum of the gradients of a batch by its size, the smaller one at the end of the table too', () => {
    const run = startRun({ ...STEEP, batch: 2 })
    const gradientAt = ({ w, b = 0 }: Layer, { x, y }: Sample) => {
      const delta = 2 * (x * w + b - y)
      return { w: x * delta, b: delta }
    }
    const [s0, s1, s2] = START.samples
    const { w, b = 0 } = STEEP.layers[0]
    const [g0, g1] = [gradientAt(STEEP.layers[0], s0), gradientAt(STEEP.layers[0], s1)]
    const first: Layer = {
      w: w - 0.01 * ((g0.w + g1.w) / 2),
      b: b - 0.01 * ((g0.b + g1.b) / 2),
      activation: 'identity',
    }
    expect(run.layersAt(1)).toEqual([first])
    const g2 = gradientAt(first, s2)
    expect(run.layersAt(2)).toEqual([{ ...first, w: first.w - 0.01 * g2.w, b: (first.b ?? 0) - 0.01 * g2.b }])
  })

  it('with momentum goes on where it went before', () => {
    const samples = [{ x: 1, y: 0 }]
    const layers: Layer[] = [{ w: 1, activation: 'identity' }]
    const run = startRun({ ...START, layers, samples, eta: 0.1, optimiser: 'momentum' })
    let w = 1
    let velocity = 0
    for (let step = 1; step <= 30; step++) {
      velocity = 0.9 * velocity + 2 * w
      w -= 0.1 * velocity
      expect(run.layersAt(step)[0].w, `step ${step}`).toBe(w)
    }
  })

  it('with Adam takes steps of about η at first, by the published formulas', () => {
    const samples = [{ x: 1, y: 0 }]
    const layers: Layer[] = [{ w: 1, activation: 'identity' }]
    const run = startRun({ ...START, layers, samples, eta: 0.1, optimiser: 'adam' })
    expect(run.layersAt(1)[0].w).toBeCloseTo(0.9, 8)
    let [w, m, v] = [1, 0, 0]
    for (let step = 1; step <= 50; step++) {
      const g = 2 * w
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      w -= (0.1 * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8)
      expect(run.layersAt(step)[0].w, `step ${step}`).toBeCloseTo(w, 10)
    }
  })

  it('of every kind gives the same bits for a step however it is reached', () => {
    for (const options of OPTIONS) {
      const start = { ...START, ...options }
      const straight = startRun(start).layersAt(30_000)
      const run = startRun(start)
      run.layersAt(41_234)
      run.lossAt(17)
      expect(run.layersAt(30_000), JSON.stringify(options)).toEqual(straight)
      const sliced = startRun(start)
      while (!sliced.advance(30_000, 777)) sliced.layersAt(5)
      expect(sliced.layersAt(30_000), JSON.stringify(options)).toEqual(straight)
    }
  })

  it('of every kind has a digest of its own, and equal runs have equal ones', () => {
    const run = (options: RunOptions) => digestOfRun({ ...START, ...options }, 10)
    const kinds = OPTIONS.map(run)
    // A full batch knows no order: three optimisers count once.
    expect(new Set(kinds).size).toBe(OPTIONS.length - OPTIMISERS.length)
    expect(run({ order: 'in-order', seed: 3, batch: 1, optimiser: 'sgd' })).toBe(run({}))
    expect(run({ batch: 99, order: 'shuffled', seed: 5 })).toBe(run({ batch: 'all' }))
    expect(run({ order: 'shuffled', seed: 1 })).not.toBe(run({ order: 'shuffled', seed: 2 }))
  })

  it('can be advanced in slices, which says when no step is missing', () => {
    const run = startRun(START)
    expect([run.advance(10, 4), run.advance(10, 4), run.advance(10, 4), run.advance(10, 0)]).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(run.layersAt(10)).toEqual(startRun(START).layersAt(10))
    expect(startRun(EXPLODING).advance(1_000, 5)).toBe(true)
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

  it('ends when a bias is lost, too', () => {
    const layers: Layer[] = [{ w: 1, b: 0, activation: 'identity' }]
    const run = startRun({ ...EXPLODING, layers, eta: 1e10, samples: [{ x: 1e-300, y: -1e300 }] })
    expect(run.divergesBy(9)).toBe(1)
    const [{ w, b }] = run.layersAt(9)
    expect([Number.isFinite(w), b]).toEqual([true, -Infinity])
  })

  it('that takes over what was computed elsewhere has the bits of one that computed it', () => {
    for (const options of OPTIONS) {
      const start = { ...START, ...options }
      const elsewhere = startRun(start)
      const here = startRun(start)
      here.layersAt(100)
      for (const upTo of [9_000, 9_001, 41_234]) {
        elsewhere.advance(upTo, Infinity)
        here.adopt(structuredClone(elsewhere.memory(here.furthest)))
      }
      expect(here.furthest).toBe(41_234)
      const known = here.memory()
      expect(known, JSON.stringify(options)).toEqual(elsewhere.memory())
      const straight = startRun(start)
      for (const step of [17, 9_000, 41_233, 41_234, 50_000]) {
        expect(here.layersAt(step), JSON.stringify({ ...options, step })).toEqual(straight.layersAt(step))
      }
    }
  })

  it('takes over where it diverges, and what it had reached by then', () => {
    const elsewhere = startRun(EXPLODING)
    elsewhere.advance(1_000, 1_000)
    const here = startRun(EXPLODING)
    here.adopt(structuredClone(elsewhere.memory()))
    expect(here.advance(1_000, 0)).toBe(true)
    expect(here.divergesBy(1_000)).toBe(3)
    expect(here.divergesBy(2)).toBeNull()
    for (const step of [1_000, 3, 2, 0]) {
      expect(here.layersAt(step), `step ${step}`).toEqual(elsewhere.layersAt(step))
    }
  })

  it('goes no way back for a memory of what it has computed itself', () => {
    const run = startRun(START)
    run.layersAt(5_000)
    const early = run.memory()
    run.layersAt(20_000)
    run.adopt(early)
    expect(run.furthest).toBe(20_000)
    expect(run.layersAt(20_000)).toEqual(startRun(START).layersAt(20_000))
  })

  it('refuses the memory of another start, and one with a gap before it', () => {
    const run = startRun(START)
    const other = startRun({ ...START, optimiser: 'adam' })
    other.layersAt(50_000)
    expect(() => run.adopt(other.memory())).toThrow(RangeError)
    const ahead = startRun(START)
    ahead.layersAt(50_000)
    expect(() => run.adopt(ahead.memory(20_000))).toThrow(RangeError)
    expect(run.furthest).toBe(0)
  })

  it('says what a step takes and does, without taking it', () => {
    for (const options of OPTIONS) {
      const run = startRun({ ...START, ...options })
      const untouched = startRun({ ...START, ...options })
      for (const step of [7, 0, 3]) {
        const { number, samples, w, b } = run.stepAt(step)
        const [before, after] = [untouched.layersAt(step), untouched.layersAt(step + 1)]
        expect(number).toBe(step + 1)
        expect(samples).toEqual(run.batchAt(step))
        expect(w.map(({ from, to }) => [from, to])).toEqual(before.map(({ w }, i) => [w, after[i].w]))
        expect(b[1]).toMatchObject({ from: before[1].b, to: after[1].b })
        expect(b[0]).toMatchObject({ from: -0, to: -0 })
        const each = samples.map(k => evaluate({ ...START.samples[k], layers: before, loss: START.loss }))
        const mean = each.slice(1).reduce((sum, { gradW }) => sum + gradW[2], each[0].gradW[2]) / each.length
        expect(w[2].gradient).toBe(mean)
        expect(run.layersAt(step)).toEqual(before)
      }
    }
  })

  it('says what the optimiser remembers of each parameter, before and after a step', () => {
    const { eta } = START
    const first = startRun({ ...START, optimiser: 'momentum' }).stepAt(0).w[0]
    expect(first).toMatchObject({ before: [0], after: [first.gradient] })
    const second = startRun({ ...START, optimiser: 'momentum' }).stepAt(1).b[1]
    expect(second.after).toEqual([0.9 * second.before[0] + second.gradient])
    expect(second.to).toBe(second.from - eta * second.after[0])
    const adam = startRun({ ...START, optimiser: 'adam' }).stepAt(0).w[2]
    expect(adam.before).toEqual([0, 0])
    expect(adam.after[0]).toBeCloseTo(0.1 * adam.gradient, 15)
    expect(adam.after[1]).toBeCloseTo(0.001 * adam.gradient ** 2, 15)
    expect(startRun(START).stepAt(0).w[0]).toMatchObject({ before: [], after: [] })
  })
})
