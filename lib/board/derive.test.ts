import { describe, expect, it } from 'vitest'
import { evaluate, startRun } from '@/lib/engine'
import { agreementDigest } from './agreement-digest'
import { derive } from './derive'
import { setBias, setBiases, setEta, setWeight } from './edit-parameters'
import { addSteps } from './edit-run'
import { replaceSamples } from './edit-samples'
import { COURSE_CHAIN } from './examples'
import { layerId, seededBoard, sync } from './replicas.testing'

const rows = [
  { x: 1, y: 0 },
  { x: 2, y: 1 },
  { x: 3, y: 0.5 },
]

describe('derived values', () => {
  it('are what the engine computes for the model', () => {
    const board = seededBoard(10)
    const derived = derive(board.model())
    expect(derived.passes).toEqual(evaluate(COURSE_CHAIN))
    expect(derived).toMatchObject({
      steps: 0,
      step: 0,
      divergedAt: null,
      sample: { id: null, index: 0, x: 1, y: 0.5 },
    })
  })

  it('are those of the last step, or of the step asked for', () => {
    const board = seededBoard(10)
    addSteps(board, 7)
    const run = startRun({ ...COURSE_CHAIN, eta: 0.1, samples: [{ x: 1, y: 0.5 }] })
    expect(derive(board.model()).chain.layers).toEqual(run.layersAt(7))
    expect(derive(board.model(), { step: 3 }).chain.layers).toEqual(run.layersAt(3))
    expect(derive(board.model(), { step: 99 }).step).toBe(7)
    expect(derive(board.model(), { step: -4 }).step).toBe(0)
    expect(derive(board.model(), { step: Number.NaN }).step).toBe(7)
  })

  it('show the sample that the next step will use, or the one asked for (R5)', () => {
    const board = seededBoard(10)
    replaceSamples(board, rows)
    addSteps(board, 4)
    const { samples } = board.model()
    expect(derive(board.model()).sample).toEqual({ id: samples[1]?.id, index: 1, x: 2, y: 1 })
    expect(derive(board.model(), { step: 2 }).sample.index).toBe(2)
    expect(derive(board.model(), { sampleId: samples[0]?.id ?? null }).sample.index).toBe(0)
    expect(derive(board.model(), { sampleId: 'removed' }).sample.index).toBe(1)
  })

  it('leave the biases out while they are off (R10)', () => {
    const board = seededBoard(10)
    setBias(board, layerId(board, 1), 0.25)
    expect(derive(board.model()).chain.layers[0]).toEqual({ w: 0.8, activation: 'tanh' })
    expect(derive(board.model()).layers[0]?.b).toBe(0.25)
    setBiases(board, true)
    expect(derive(board.model()).chain.layers[0]).toEqual({ w: 0.8, b: 0.25, activation: 'tanh' })
  })

  it('are the same reference for the same model, step and sample', () => {
    const board = seededBoard(10)
    addSteps(board, 20)
    const model = board.model()
    expect(derive(model, { step: 3 })).toBe(derive(model, { step: 3 }))
    expect(derive(model)).toBe(derive(model, { step: 20 }))
    for (let step = 0; step <= 20; step++) derive(model, { step })
    expect(derive(model, { step: 3 })).toEqual(derive(model, { step: 3 }))
  })
})

describe('the agreement digest', () => {
  const digest = (board: ReturnType<typeof seededBoard>) => {
    const computed = agreementDigest(board.model())
    if (computed === null) throw new Error('the run is short enough to be computed on the spot')
    return computed
  }

  it('is the same for everyone who has the same board', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    setWeight(ada, layerId(ada, 1), 1 / 3)
    addSteps(ben, 12)
    expect(digest(ada).inputs).not.toBe(digest(ben).inputs)
    sync(ada, ben)
    expect(digest(ada)).toEqual(digest(ben))
    expect(digest(ada).inputs).toMatch(/^[0-9a-f]{16}$/)
  })

  it('has other inputs after every kind of edit', () => {
    const board = seededBoard(10)
    const seen = new Set([digest(board).inputs])
    const edits = [
      () => setWeight(board, layerId(board, 3), 1),
      () => setEta(board, 0.2),
      () => setBiases(board, true),
      () => replaceSamples(board, rows),
      () => replaceSamples(board, rows.slice(1)),
      () => addSteps(board, 1),
    ]
    for (const edit of edits) {
      edit()
      seen.add(digest(board).inputs)
    }
    expect(seen.size).toBe(edits.length + 1)
  })
})

describe('a run too long for the moment', () => {
  const longRun = () => {
    const board = seededBoard(10)
    addSteps(board, 300_000)
    return board
  }

  it('shows what is reached, says what is computed, and has no digest yet', () => {
    const board = longRun()
    expect(derive(board.model())).toMatchObject({ step: 0, computing: 300_000, reached: 0, divergedAt: null })
    derive(board.model()).run.advance(300_000, 100_000)
    expect(derive(board.model(), { step: 70 })).toMatchObject({ step: 70, computing: null, reached: 100_000 })
    expect(agreementDigest(board.model())).toBeNull()
  })

  it('grows slice by slice until it is whole', () => {
    const board = longRun()
    const { run, steps } = derive(board.model())
    expect(run.advance(steps, 100_000)).toBe(false)
    expect(derive(board.model())).toMatchObject({ step: 100_000, computing: 300_000 })
    expect(derive(board.model(), { step: 50 })).toMatchObject({ step: 50, computing: null })
    while (!run.advance(steps, 100_000)) expect(agreementDigest(board.model())).toBeNull()
    expect(derive(board.model())).toMatchObject({ step: 300_000, computing: null })
    expect(agreementDigest(board.model())).not.toBeNull()
  })

  it('refuses an edit from a step that nobody here has seen (E12), and takes one from a step that is there', () => {
    const board = longRun()
    const run = board.model().run.id
    expect(setWeight(board, layerId(board, 1), 2)).toBe(false)
    expect(board.model().run.id).toBe(run)
    expect(setWeight(board, layerId(board, 1), 2, 10)).toBe(true)
    expect(board.model().run.id).not.toBe(run)
  })
})
