import { describe, expect, test } from 'vitest'
import { type BoardFile, EXAMPLES, readBoardText } from '@/lib/board'
import { boardToSvg } from '@/lib/canvas'
import { writeChainJson } from '@/lib/engine'
import { fileSummary, permitted, readBoardFile } from './board-file'

const chain = EXAMPLES[0].chain
const json = writeChainJson(chain)

describe('reading a file', () => {
  test('JSON and an SVG that carries it read alike', () => {
    const { svg } = boardToSvg({ elements: [], chain: null, json }, () => null)
    expect(readBoardFile(svg)).toEqual(readBoardText(json))
    expect(readBoardFile(json)).toMatchObject({ ok: true, value: { chain } })
  })

  test('an SVG from elsewhere is refused, with what else to do', () => {
    const reading = readBoardFile('<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('as an image') })
  })
})

describe('what a file would bring', () => {
  const elements = { layers: [], elements: [], leftOut: 2 }
  const file: BoardFile = { chain, title: 'T', elements }

  test('is said before it is brought', () => {
    expect(fileSummary(file)).toMatch(/layers?, .* loss.*; 0 annotations; 2 cannot be read and stay out/)
  })

  test('is the annotations alone for whoever may not change the chain', () => {
    expect(permitted(file, false)).toEqual({ chain: null, title: '', elements })
    expect(permitted(file, true)).toBe(file)
  })
})
