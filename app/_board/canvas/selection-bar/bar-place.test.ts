import { expect, it } from 'vitest'
import { barPlace } from './use-bar-place'

const BAR = { width: 240, height: 40 }
const CANVAS = { width: 1000, height: 600 }

it('the bar lies over the middle of what is selected', () => {
  const at = barPlace({ left: 400, right: 600, top: 300, bottom: 400 }, BAR, CANVAS)
  expect(at.x).toBe(380)
  expect(at.y + BAR.height).toBeLessThan(300)
})

it('without room above it lies below, and without any at the upper edge, always inside of the canvas', () => {
  expect(barPlace({ left: 400, right: 600, top: 20, bottom: 100 }, BAR, CANVAS).y).toBeGreaterThan(100)
  expect(barPlace({ left: -900, right: 5000, top: -50, bottom: 5000 }, BAR, CANVAS).y).toBe(8)
  expect(barPlace({ left: 0, right: 10, top: 300, bottom: 400 }, BAR, CANVAS).x).toBe(8)
  expect(barPlace({ left: 990, right: 1000, top: 300, bottom: 400 }, BAR, CANVAS).x).toBe(752)
  // What is selected lies below the window: the bar stays where it can be reached.
  const far = barPlace({ left: 400, right: 600, top: 5000, bottom: 5100 }, BAR, CANVAS)
  expect(far.y + BAR.height).toBeLessThanOrEqual(CANVAS.height)
})
