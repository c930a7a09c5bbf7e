import { describe, expect, it } from 'vitest'
import { type ChainJson, readChainJson, writeChainJson } from '@/lib/engine'
import { setEta, setWeight } from './edit-parameters'
import { addSteps } from './edit-run'
import { addSample } from './edit-samples'
import { COURSE_CHAIN, EXAMPLES } from './examples'
import { chainOf, loadChain } from './load-chain'
import { layerId, seededBoard, startWeights, sync } from './replicas.testing'

const WITH_EVERYTHING: ChainJson = {
  x: 2,
  y: 1,
  loss: 'logistic',
  eta: 0.25,
  layers: [
    { w: 1.5, b: -0.5, activation: 'relu' },
    { w: -2, b: 0, activation: 'sigmoid' },
  ],
  samples: [
    { x: 2, y: 1 },
    { x: -1, y: 0 },
  ],
}

describe('loading a chain', () => {
  it('puts it in place of the chain on the board, with a run of its own (E9)', () => {
    const board = seededBoard(10)
    const before = board.model()
    addSample(board, { x: 3, y: 4 })
    addSteps(board, 5)
    expect(loadChain(board, WITH_EVERYTHING)).toBe(true)
    const after = board.model()
    expect(after).toMatchObject({ x: 2, y: 1, eta: 0.25, loss: 'logistic', biases: true, problems: [] })
    expect(after.layers.map(({ w, b, activation }) => ({ w, b, activation }))).toEqual(WITH_EVERYTHING.layers)
    expect(after.samples.map(({ x, y }) => ({ x, y }))).toEqual(WITH_EVERYTHING.samples)
    expect(after.run.steps).toBe(0)
    expect(after.run.chain).not.toBe(before.run.chain)
  })

  it('gives back what chainOf saved', () => {
    const board = seededBoard(10)
    for (const chain of [WITH_EVERYTHING, COURSE_CHAIN, ...EXAMPLES.map(example => example.chain)]) {
      loadChain(board, chain)
      expect(chainOf(board)).toEqual(chain)
      const read = readChainJson(JSON.parse(writeChainJson(chainOf(board))))
      expect(read).toEqual({ ok: true, value: chain })
    }
  })

  it('is refused when the chain does not fit on a board (E8)', () => {
    const board = seededBoard(10)
    const before = board.model()
    const layer = { w: 1, activation: 'tanh' } as const
    expect(loadChain(board, { ...COURSE_CHAIN, layers: [] })).toBe(false)
    expect(loadChain(board, { ...COURSE_CHAIN, layers: Array(65).fill(layer) })).toBe(false)
    expect(loadChain(board, { ...COURSE_CHAIN, samples: Array(101).fill({ x: 0, y: 0 }) })).toBe(false)
    expect(loadChain(board, { ...COURSE_CHAIN, layers: [{ ...layer, w: Number.NaN }] })).toBe(false)
    expect(loadChain(board, { ...COURSE_CHAIN, x: Number.POSITIVE_INFINITY })).toBe(false)
    expect(board.model()).toBe(before)
  })

  it('ends on one whole chain when two are loaded at once, or one is edited meanwhile (R7)', () => {
    const [ada, ben, cyn] = [seededBoard(10), seededBoard(20), seededBoard(30)]
    addSteps(ada, 3)
    sync(ada, ben, cyn)
    const chains = EXAMPLES.slice(1, 3).map(({ chain }) => chain)
    loadChain(ada, chains[0] ?? COURSE_CHAIN)
    loadChain(ben, chains[1] ?? COURSE_CHAIN)
    setWeight(cyn, layerId(cyn, 1), 5)
    const possible = [ada, ben, cyn].map(board => JSON.stringify(startWeights(board)))
    sync(ada, ben, cyn)
    expect(ada.model()).toEqual(ben.model())
    expect(ben.model()).toEqual(cyn.model())
    expect(possible).toContain(JSON.stringify(startWeights(ada)))
  })
})

describe('the chain to be saved', () => {
  it('has the weights at the last step, or at the one asked for', () => {
    const board = seededBoard(10)
    addSteps(board, 4)
    const last = chainOf(board)
    setEta(board, 0.3)
    expect(chainOf(board)).toEqual({ ...last, eta: 0.3 })
    addSteps(board, 4)
    expect(chainOf(board, 0)).toEqual({ ...last, eta: 0.3 })
    expect(chainOf(board)).not.toEqual(chainOf(board, 0))
  })
})
