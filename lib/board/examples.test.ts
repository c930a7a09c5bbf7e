import { describe, expect, it } from 'vitest'
import { evaluate, readChainJson, startRun } from '@/lib/engine'
import { EXAMPLES } from './examples'
import { fitsOnBoard } from './write-chain'

const chainOfExample = (id: string) => {
  const example = EXAMPLES.find(candidate => candidate.id === id)
  if (example === undefined) throw new Error(`There is no example ${id}.`)
  return example.chain
}

const runOf = (id: string) => {
  const { layers, loss, eta = 0.1, x, y, samples = [{ x, y }] } = chainOfExample(id)
  return startRun({ layers, loss, eta, samples })
}

const sizes = (values: Float64Array): number[] => [...values].map(Math.abs)

describe('the examples', () => {
  it.each(EXAMPLES)('$title fits on a board and has a chain file’s shape', ({ chain }) => {
    expect(fitsOnBoard(chain)).toBe(true)
    expect(readChainJson(chain)).toEqual({ ok: true, value: chain })
  })

  it('have ids of their own', () => {
    expect(new Set(EXAMPLES.map(({ id }) => id)).size).toBe(EXAMPLES.length)
  })

  it('the course chain learns when Step is pressed', () => {
    const run = runOf('course')
    expect(run.lossAt(50)).toBeLessThan(run.lossAt(0) / 2)
  })

  it('the vanishing gradient loses at least half of delta in every layer on the way back', () => {
    const delta = sizes(evaluate(chainOfExample('vanishing-gradient')).delta)
    for (let i = 1; i < delta.length; i++) expect(delta[i - 1]).toBeLessThan((delta[i] ?? 0) / 2)
    expect(delta[0]).toBeLessThan(1e-5)
  })

  it('the exploding gradient doubles delta in every layer, and one step makes the loss far worse', () => {
    const delta = sizes(evaluate(chainOfExample('exploding-gradient')).delta)
    for (let i = 1; i < delta.length; i++) expect(delta[i - 1]).toBe(2 * (delta[i] ?? 0))
    const run = runOf('exploding-gradient')
    expect(run.lossAt(1)).toBeGreaterThan(1e6 * run.lossAt(0))
  })

  it('the dead ReLU has no gradient at all, so steps change nothing', () => {
    const { f, gradW, loss } = evaluate(chainOfExample('dead-relu'))
    expect(f[1]).toBe(0)
    expect(loss).toBeGreaterThan(0)
    expect(sizes(gradW)).toEqual([0, 0, 0])
    expect(runOf('dead-relu').layersAt(10)).toEqual(chainOfExample('dead-relu').layers)
  })

  it('the diverging rate makes the loss worse at every step, and a rate below 0.25 mends it', () => {
    const run = runOf('diverging-rate')
    for (let step = 1; step <= 20; step++)
      expect(run.lossAt(step)).toBeGreaterThan(1.5 * run.lossAt(step - 1))
    const chain = chainOfExample('diverging-rate')
    const calm = startRun({ ...chain, eta: 0.2, samples: [{ x: chain.x, y: chain.y }] })
    expect(calm.lossAt(20)).toBeLessThan(1e-3 * calm.lossAt(0))
  })
})
