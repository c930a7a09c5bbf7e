import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, boxAt, containsBox, heightOf, widthOf } from '../box'
import { printPlan } from './pages'

const block = fc
  .tuple(
    fc.integer({ min: 0, max: 8_000 }),
    fc.integer({ min: 0, max: 8_000 }),
    fc.integer({ min: 1, max: 900 }),
    fc.integer({ min: 1, max: 400 }),
  )
  .map(([x, y, width, height]) => boxAt({ x, y }, width, height))

const around = (blocks: readonly Box[]): Box => ({
  minX: -20,
  minY: -20,
  maxX: Math.max(100, ...blocks.map(({ maxX }) => maxX)) + 20,
  maxY: Math.max(100, ...blocks.map(({ maxY }) => maxY)) + 20,
})

describe('a board on A4', () => {
  test('that is wide and low is one page across', () => {
    const { orientation, pages, scale } = printPlan(boxAt({ x: 0, y: 0 }, 1300, 400), [])
    expect([orientation, pages.length]).toEqual(['landscape', 1])
    expect(scale).toBeGreaterThan(0.7)
  })

  test('that is narrow and high is one page upright', () => {
    expect(printPlan(boxAt({ x: 0, y: 0 }, 600, 900), []).orientation).toBe('portrait')
  })

  test('that is long is split between its lines', () => {
    const lines = Array.from({ length: 60 }, (_, i) => boxAt({ x: 0, y: 100 * i }, 500, 80))
    const { pages } = printPlan(boxAt({ x: -20, y: -20 }, 540, 6_000), lines)
    expect(pages.length).toBeGreaterThan(2)
    for (const line of lines) expect(pages.some(page => containsBox(page, line))).toBe(true)
  })

  test('never has a block cut, and shows all of the board', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), blocks => {
        const box = around(blocks)
        const { pages, scale } = printPlan(box, blocks)
        for (const each of blocks) expect(pages.some(page => containsBox(page, each))).toBe(true)
        const area = pages.reduce((sum, page) => sum + widthOf(page) * heightOf(page), 0)
        expect(area / (widthOf(box) * heightOf(box))).toBeCloseTo(1, 6)
        expect(scale).toBeGreaterThan(0)
        for (const page of pages) expect(widthOf(page) * scale).toBeLessThanOrEqual(1033)
      }),
    )
  })
})
