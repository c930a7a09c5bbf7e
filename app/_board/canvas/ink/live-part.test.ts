import { expect, it } from 'vitest'
import { livePart } from './live-part'

const WINDOW = { width: 1280, height: 800 }
const box = (minX: number, minY: number, maxX: number, maxY: number) => ({ minX, minY, maxX, maxY })

it('is whole steps around what is painted', () => {
  expect(livePart(null, box(300, 20, 500, 200), WINDOW)).toEqual({ x: 256, y: 0, width: 256, height: 256 })
})

it('stays the same part while a stroke grows within it, and reaches further when it grows out of it', () => {
  const before = livePart(null, box(300, 20, 400, 200), WINDOW)
  expect(livePart(before, box(300, 20, 511, 256), WINDOW)).toBe(before)
  expect(livePart(before, box(300, 20, 513, 256), WINDOW)).toEqual({ x: 256, y: 0, width: 512, height: 256 })
})

it('ends where the window ends, and is nothing beside it', () => {
  expect(livePart(null, box(-50, 700, 2000, 900), WINDOW)).toEqual({
    x: 0,
    y: 512,
    width: 1280,
    height: 288,
  })
  expect(livePart(null, box(1300, 0, 1400, 100), WINDOW)).toBeNull()
})
