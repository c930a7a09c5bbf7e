import { describe, expect, it } from 'vitest'
import { LossTrace, pointsBefore } from './loss-trace'
import { startRun } from './run'

/** A trace up to step `upTo`, whose loss at a step is the step. */
function traceUpTo(upTo: number): LossTrace {
  const trace = new LossTrace()
  while (trace.next <= upTo) trace.keep(trace.next)
  return trace
}

describe('the trace of the loss', () => {
  it('has every step at first, then ever fewer, and some 1,800 in a run of a million steps', () => {
    const trace = traceUpTo(1_000_000)
    expect([0, 1, 255, 256, 257, 510, 512, 514].map(step => trace.at(step))).toEqual([
      0,
      1,
      255,
      256,
      undefined,
      510,
      512,
      undefined,
    ])
    expect(pointsBefore(1_000_001)).toBeLessThan(1_900)
  })

  it('has every point of a curve of at most 256 points to any step', () => {
    const trace = traceUpTo(1_000_000)
    for (const upTo of [1, 255, 256, 257, 1_000, 40_961, 400_000, 1_000_000]) {
      let distance = 1
      while (upTo / distance >= 256) distance *= 2
      for (let step = 0; step < upTo; step += distance)
        expect(trace.at(step), `${step} of ${upTo}`).toBe(step)
    }
  })

  it('is the same when it is handed over in pieces', () => {
    const whole = traceUpTo(5_000)
    const mine = new LossTrace()
    let known = -1
    for (const step of [0, 3, 255, 256, 300, 301, 1_024, 5_000]) {
      mine.adopt(traceUpTo(step - 1).since(known))
      known = step
    }
    mine.adopt(whole.since(known))
    expect(mine).toEqual(whole)
  })
})

describe('a run that keeps its losses', () => {
  const start = {
    layers: [
      { w: 0.8, activation: 'tanh' },
      { w: -0.5, activation: 'softplus' },
    ],
    loss: 'squared',
    samples: [
      { x: 1, y: 0.5 },
      { x: -1, y: 0.2 },
    ],
    eta: 0.1,
  } as const

  it('tells the same bits as one that computes them again, and takes the same steps', () => {
    const keeping = startRun(start, { keepsLosses: true })
    const plain = startRun(start)
    keeping.advance(3_000, Infinity)
    for (let step = 0; step <= 3_000; step += 7) expect(keeping.lossAt(step)).toBe(plain.lossAt(step))
    expect(keeping.layersAt(3_000)).toEqual(plain.layersAt(3_000))
  })

  it('hands them over with its memory, to those who keep them and those who do not', () => {
    const theirs = startRun(start, { keepsLosses: true })
    const [mine, plain] = [startRun(start, { keepsLosses: true }), startRun(start)]
    let known = -1
    for (const step of [100, 256, 2_000]) {
      theirs.advance(step, Infinity)
      const memory = theirs.memory(known)
      for (const run of [mine, plain]) run.adopt(memory)
      known = step
    }
    for (const step of [0, 100, 256, 258, 1_024, 2_000]) {
      expect(mine.lossAt(step)).toBe(theirs.lossAt(step))
      expect(plain.lossAt(step)).toBe(theirs.lossAt(step))
    }
    expect(mine.memory().losses).toEqual(theirs.memory().losses)
  })

  it('says how far a step is, and that nothing is far in a run that has diverged', () => {
    const run = startRun(start)
    expect(run.unitsTo(10)).toBe(20)
    run.advance(4, Infinity)
    expect([run.unitsTo(4), run.unitsTo(10)]).toEqual([0, 12])
    const wild = startRun({ ...start, eta: 1e308 })
    wild.advance(100, Infinity)
    expect(wild.unitsTo(1_000_000)).toBe(0)
  })
})
