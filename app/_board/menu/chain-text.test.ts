import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '@/lib/board'
import { writeChainJson } from '@/lib/engine'
import { chainFileName, chainSummary, readChainText } from './chain-text'

describe('reading the text of a chain', () => {
  test.each(EXAMPLES.map(({ title, chain }) => [title, chain] as const))(
    '%s reads as it was written',
    (_, chain) => {
      expect(readChainText(writeChainJson(chain))).toEqual({ ok: true, value: chain })
    },
  )

  test('text that is not JSON is refused in words', () => {
    expect(readChainText('x = 1')).toEqual({
      ok: false,
      message: 'This is not JSON. A chain file starts with { and ends with }.',
    })
  })

  test('the place of a wrong number is named', () => {
    const text = '{"x": 1, "y": 0, "layers": [{"w": "abc", "activation": "tanh"}], "loss": "squared"}'
    expect(readChainText(text)).toEqual({ ok: false, message: 'layers[0].w must be a number, found "abc"' })
  })

  test('a chain that is too long for a board is refused in words', () => {
    const layers = Array.from({ length: 65 }, () => ({ w: 1, activation: 'tanh' }))
    const text = JSON.stringify({ x: 1, y: 0, layers, loss: 'squared' })
    expect(readChainText(text)).toEqual({
      ok: false,
      message: 'A board holds 1 to 64 layers and at most 100 samples.',
    })
  })
})

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
