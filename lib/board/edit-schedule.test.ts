import { describe, expect, it } from 'vitest'
import { type ChainJson, startRun } from '@/lib/engine'
import { agreementDigest } from './agreement-digest'
import type { Board } from './board'
import { derive } from './derive'
import { addSteps } from './edit-run'
import { replaceSamples } from './edit-samples'
import { setBatch, setOptimiser, setOrder, setSeed } from './edit-schedule'
import { COURSE_CHAIN } from './examples'
import { chainOf, loadChain } from './load-chain'
import { brokenBoard, placesOf, seededBoard, startWeights, sync } from './replicas.testing'
import { createUndo } from './undo'

const SAMPLES = [
  { x: 1, y: 0 },
  { x: 2, y: 1 },
  { x: -1, y: 0.5 },
  { x: 0.5, y: -0.5 },
  { x: -2, y: 0.25 },
]
const CHAIN: ChainJson = { ...COURSE_CHAIN, samples: SAMPLES }
const OPTIONS = { order: 'shuffled', seed: 7, batch: 2, optimiser: 'adam' } as const

const boardWithTable = (clientId = 10) => {
  const board = seededBoard(clientId)
  replaceSamples(board, SAMPLES)
  return board
}

const setAll = (board: Board) => {
  setOrder(board, OPTIONS.order)
  setSeed(board, OPTIONS.seed)
  setBatch(board, OPTIONS.batch)
  setOptimiser(board, OPTIONS.optimiser)
}

const digestOf = (board: Board) => agreementDigest(board.model())

describe('how a run goes through its samples', () => {
  it('is in order, one a step, by plain descent, on a board that does not say (R10)', () => {
    const board = brokenBoard(model => {
      for (const key of ['order', 'seed', 'batch', 'optimiser']) model.delete(key)
    })
    expect(board.model()).toMatchObject({
      order: 'in-order',
      seed: 0,
      batch: 1,
      optimiser: 'sgd',
      problems: [],
    })
    expect(setOptimiser(board, 'momentum')).toBe(true)
    expect(board.model().optimiser).toBe('momentum')
  })

  it.each([
    ['order', ['random', 1, null, { order: 'shuffled' }]],
    ['seed', [-1, 0.5, 2 ** 32, '7', Number.NaN]],
    ['batch', [0, -2, 1.5, 2 ** 53, 'half', Number.POSITIVE_INFINITY]],
    ['optimiser', ['SGD', 'constructor', ['adam'], true]],
  ])('reads a %s that cannot be read as the default, and says so (R10)', (key, values) => {
    for (const value of values) {
      const board = brokenBoard(model => model.set(key, value))
      expect(board.model()).toMatchObject({ order: 'in-order', seed: 0, batch: 1, optimiser: 'sgd' })
      expect(placesOf(board)).toEqual([`model.${key}`])
    }
  })

  it('sets its keys and keeps the run while there are no steps (E1)', () => {
    const board = boardWithTable()
    const { run } = board.model()
    setAll(board)
    expect(board.model()).toMatchObject({ ...OPTIONS, run })
  })

  it('refuses what no run can have, and writes nothing when nothing changes (E1, E8)', () => {
    const board = boardWithTable()
    const before = board.model()
    expect(setSeed(board, -1)).toBe(false)
    expect(setSeed(board, 2 ** 32)).toBe(false)
    expect(setBatch(board, 0)).toBe(false)
    expect(setBatch(board, 1.5)).toBe(false)
    expect(setOrder(board, 'sideways' as 'shuffled')).toBe(false)
    expect(setOptimiser(board, '__proto__' as 'adam')).toBe(false)
    let updates = 0
    board.doc.on('update', () => updates++)
    expect(setBatch(board, 1)).toBe(true)
    expect(setOrder(board, 'in-order')).toBe(true)
    expect(updates).toBe(0)
    expect(board.model()).toBe(before)
  })

  it('is what the engine runs by, in this thread and in another one, to the last bit', () => {
    const board = boardWithTable()
    setAll(board)
    addSteps(board, 300)
    const { run, layers } = derive(board.model())
    expect(run.start).toMatchObject(OPTIONS)
    const expected = startRun({ ...CHAIN, eta: 0.1, samples: SAMPLES, ...OPTIONS }).layersAt(300)
    expect(layers.map(({ w }) => w)).toEqual(expected.map(({ w }) => w))

    // What a worker is sent, and what it sends back.
    const elsewhere = startRun(structuredClone(run.start))
    elsewhere.advance(1_000, 1_000)
    run.adopt(structuredClone(elsewhere.memory()))
    expect(run.layersAt(1_000)).toEqual(startRun(run.start).layersAt(1_000))
  })

  it('opens a new run after steps, from the weights looked at (E2)', () => {
    const changes: ((board: Board) => boolean)[] = [
      board => setOrder(board, 'shuffled', 4),
      board => setSeed(board, 9, 4),
      board => setBatch(board, 'all', 4),
      board => setOptimiser(board, 'momentum', 4),
    ]
    for (const change of changes) {
      const board = boardWithTable()
      addSteps(board, 6)
      const seen = derive(board.model(), { step: 4 }).layers.map(({ w }) => w)
      const { id } = board.model().run
      expect(change(board)).toBe(true)
      expect(board.model().run.steps).toBe(0)
      expect(board.model().run.id).not.toBe(id)
      expect(startWeights(board)).toEqual(seen)
    }
  })

  it('has other inputs to agree on after every change, and the same on every side', () => {
    const [ada, ben] = [boardWithTable(10), seededBoard(20)]
    sync(ada, ben)
    const seen = new Set([digestOf(ada)?.inputs])
    for (const change of [
      () => setBatch(ada, 2),
      () => setOrder(ben, 'shuffled'),
      () => setSeed(ada, 3),
      () => setOptimiser(ben, 'adam'),
      () => setBatch(ada, 'all'),
      () => addSteps(ben, 40),
    ]) {
      change()
      sync(ada, ben)
      expect(digestOf(ada)).toEqual(digestOf(ben))
      seen.add(digestOf(ada)?.inputs)
    }
    expect(seen.size).toBe(7)
  })

  it('shows the first of the samples that the next step will use, and names them all (R5)', () => {
    const board = boardWithTable()
    setBatch(board, 2)
    addSteps(board, 1)
    expect(derive(board.model())).toMatchObject({ batch: [2, 3], sample: { index: 2 } })
    expect(derive(board.model(), { step: 0 })).toMatchObject({ batch: [0, 1], sample: { index: 0 } })
    addSteps(board, 1)
    expect(derive(board.model()).batch).toEqual([4])
    setBatch(board, 'all')
    expect(derive(board.model()).batch).toEqual([0, 1, 2, 3, 4])
  })
})

describe('two people who change it at once', () => {
  it('keep both changes, of different keys, at the same step of a run (E3)', () => {
    const [ada, ben] = [boardWithTable(10), seededBoard(20)]
    addSteps(ada, 4)
    sync(ada, ben)
    const seen = derive(ada.model()).layers.map(({ w }) => w)
    setBatch(ada, 3)
    setOptimiser(ben, 'momentum')
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect(ada.model()).toMatchObject({ batch: 3, optimiser: 'momentum', run: { steps: 0 } })
    expect(startWeights(ben)).toEqual(seen)
  })

  it('end on one of two values of the same key', () => {
    const [ada, ben] = [boardWithTable(10), seededBoard(20)]
    sync(ada, ben)
    setBatch(ada, 2)
    setBatch(ben, 'all')
    sync(ada, ben)
    expect(ada.model()).toEqual(ben.model())
    expect([2, 'all']).toContain(ada.model().batch)
  })

  it('end on one whole chain when two are loaded, its options with it (R7, E9)', () => {
    for (const ids of [
      [10, 20],
      [20, 10],
    ] as const) {
      const [ada, ben] = [seededBoard(ids[0]), seededBoard(ids[1])]
      const chains = [{ ...CHAIN, ...OPTIONS }, CHAIN]
      loadChain(ada, chains[0] ?? CHAIN)
      loadChain(ben, chains[1] ?? CHAIN)
      sync(ada, ben)
      expect(chainOf(ada)).toEqual(chainOf(ben))
      expect(chains).toContainEqual(chainOf(ada))
    }
  })
})

describe('undo of a change of it', () => {
  it('brings back the run with its steps (U3)', () => {
    const board = boardWithTable()
    const undo = createUndo(board)
    setBatch(board, 2)
    addSteps(board, 50)
    const before = board.model()
    setOptimiser(board, 'adam')
    addSteps(board, 10)
    undo.undo()
    undo.undo()
    expect(board.model()).toEqual(before)
    undo.redo()
    expect(board.model()).toMatchObject({ optimiser: 'adam', run: { steps: 0 } })
  })

  it('leaves what another has set since (U2, U3)', () => {
    const [ada, ben] = [boardWithTable(10), seededBoard(20)]
    const adas = createUndo(ada)
    addSteps(ada, 4)
    sync(ada, ben)
    setOrder(ada, 'shuffled')
    sync(ada, ben)
    setBatch(ben, 2)
    addSteps(ben, 3)
    sync(ada, ben)
    const { run } = ben.model()
    while (adas.canUndo()) adas.undo()
    sync(ada, ben)
    expect(ben.model()).toMatchObject({ order: 'in-order', batch: 2, run })
    expect(ada.model()).toEqual(ben.model())
  })

  it('leaves a board that never said what it does as it was (R10)', () => {
    const board = brokenBoard(model => {
      for (const key of ['order', 'seed', 'batch', 'optimiser']) model.delete(key)
    })
    const undo = createUndo(board)
    const before = board.model()
    setAll(board)
    while (undo.canUndo()) undo.undo()
    expect(board.model()).toEqual(before)
  })
})

describe('a chain with run options', () => {
  it('is exported with those that are not as usual, and comes back with them', () => {
    const board = seededBoard(10)
    for (const options of [
      {},
      OPTIONS,
      { batch: 'all' },
      { seed: 5 },
      { optimiser: 'momentum', batch: 3 },
    ] as const) {
      loadChain(board, { ...CHAIN, ...options })
      expect(chainOf(board)).toEqual({ ...CHAIN, ...options })
    }
  })

  it('is refused with options that no run can have (E8)', () => {
    const board = seededBoard(10)
    expect(loadChain(board, { ...CHAIN, batch: 0 })).toBe(false)
    expect(loadChain(board, { ...CHAIN, seed: -3 })).toBe(false)
    expect(board.model().samples).toEqual([])
  })
})
