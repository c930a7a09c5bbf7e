import { expect, test } from 'vitest'
import { pixelsOf, whyNoPng } from './svg-to-png'

const box = (maxX: number, maxY: number) => ({ box: { minX: 0, minY: 0, maxX, maxY } })

test('a picture of usual size can be made, at twice its size too', () => {
  expect(whyNoPng(box(3_000, 2_000), 2)).toBeNull()
  expect(pixelsOf(box(3_000, 2_000), 2)).toEqual({ width: 6_000, height: 4_000 })
})

test.each([
  [20_000, 10, 1],
  [10, 9_000, 2],
  [9_000, 9_000, 1],
])('%d × %d at %d× is too large for a browser, and the words say what else to do', (width, height, scale) => {
  expect(whyNoPng(box(width, height), scale)).toMatch(/more than a browser can draw.*SVG/)
})
