import { expect, it } from 'vitest'
import { DoubleClicks } from './double-clicks'

const HERE = { x: 100, y: 50 }
const THERE = { x: 160, y: 50 }

function click(clicks: DoubleClicks, time: number, at = HERE): boolean {
  clicks.down(at, time)
  return clicks.up(at)
}

it('two clicks at one place are a double click, and a third begins anew', () => {
  const clicks = new DoubleClicks()
  expect([0, 200, 300, 500].map(time => click(clicks, time))).toEqual([false, true, false, true])
})

it('two clicks far apart, or with a pause between them, are two', () => {
  const clicks = new DoubleClicks()
  expect(click(clicks, 0)).toBe(false)
  expect(click(clicks, 100, THERE)).toBe(false)
  expect(click(clicks, 600, THERE)).toBe(false)
})

it('a drag from where one has just clicked is a drag', () => {
  const clicks = new DoubleClicks()
  click(clicks, 0)
  clicks.down(HERE, 100)
  clicks.move(THERE)
  expect(clicks.up(HERE)).toBe(false)
  expect(click(clicks, 200)).toBe(false)
})

it('a click where a drag has just begun is a click', () => {
  const clicks = new DoubleClicks()
  clicks.down(HERE, 0)
  expect(clicks.up(THERE)).toBe(false)
  expect(click(clicks, 100)).toBe(false)
})

it('a press that the browser took is none', () => {
  const clicks = new DoubleClicks()
  click(clicks, 0)
  clicks.down(HERE, 100)
  clicks.cancel()
  expect(click(clicks, 200)).toBe(false)
})
