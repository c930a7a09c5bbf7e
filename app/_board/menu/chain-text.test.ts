import { describe, expect, test } from 'vitest'
import { chainFileName, chainSummary } from './chain-text'

describe('a chain in words', () => {
  const layer = { w: 1, activation: 'tanh' } as const

  test('counts layers and samples', () => {
    const chain = { x: 1, y: 0, layers: [layer], loss: 'squared' } as const
    expect(chainSummary(chain)).toBe('1 layer, squared loss')
    const samples = [
      { x: 1, y: 0 },
      { x: 2, y: 1 },
    ]
    expect(chainSummary({ ...chain, layers: [layer, layer], samples })).toBe(
      '2 layers, squared loss, 2 samples',
    )
  })
})

describe('the name of a chain file', () => {
  test.each([
    ['Tuesday group', 'Tuesday group.chain.json'],
    ['', 'untitled.chain.json'],
    ['a/b\\c: "x"?', 'a b c x.chain.json'],
    ['../../etc', 'etc.chain.json'],
    ['Über η = 0.1', 'Über η = 0.1.chain.json'],
  ])('%j gives %j', (title, name) => {
    expect(chainFileName(title)).toBe(name)
  })
})
