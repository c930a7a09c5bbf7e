import { expect, it } from 'vitest'
import { barPlace } from './use-bar-place'

const BAR = { width: 240, height: 40 }
const CANVAS = { width: 1000, height: 600 }

it('the bar lies over the middle of what is selected', () => {
  const at = barPlace({ minX: 400, maxX: 600, minY: 300, maxY: 400 }, BAR, CANVAS)
  expect(at.x).toBe(380)
  expect(at.y + BAR.height).toBeLessThan(300)
})

it('without room above it lies below, and without any at the upper edge, always inside of the canvas', () => {
  expect(barPlace({ minX: 400, maxX: 600, minY: 20, maxY: 100 }, BAR, CANVAS).y).toBeGreaterThan(100)
  expect(barPlace({ minX: -900, maxX: 5000, minY: -50, maxY: 5000 }, BAR, CANVAS).y).toBe(8)
  expect(barPlace({ minX: 0, maxX: 10, minY: 300, maxY: 400 }, BAR, CANVAS).x).toBe(8)
  expect(barPlace({ minX: 990, maxX: 1000, minY: 300, maxY: 400 }, BAR, CANVAS).x).toBe(752)
  // What is selected lies below the window: the bar stays where it can be reached.
  const far = barPlace({ minX: 400, maxX: 600, minY: 5000, maxY: 5100 }, BAR, CANVAS)
  expect(far.y + BAR.height).toBeLessThanOrEqual(CANVAS.height)
})

it('it goes below rather than over what should be seen', () => {
  const selected = { minX: 400, maxX: 600, minY: 300, maxY: 400 }
  const coversAbove = barPlace(selected, BAR, CANVAS, 14, ({ minY }) => minY < 300)
  expect(coversAbove.y).toBeGreaterThan(400)
  expect(barPlace(selected, BAR, CANVAS, 14, () => true).y).toBeLessThan(300)
})
