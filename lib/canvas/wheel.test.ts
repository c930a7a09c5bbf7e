import { describe, expect, it } from 'vitest'
import { readWheel, type WheelTurn } from './wheel'

const viewport = { width: 1000, height: 500 }
const still = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false }
const wish = (turn: Partial<WheelTurn>, zoomsByWheel = false) =>
  readWheel({ ...still, ...turn }, viewport, zoomsByWheel)
const factor = (turn: Partial<WheelTurn>) => {
  const read = wish({ ...turn, ctrlKey: true })
  return read.kind === 'zoom' ? read.factor : Number.NaN
}

describe('the wheel', () => {
  it('pans, and zooms with Ctrl or ⌘', () => {
    expect(wish({ deltaX: 3, deltaY: 4 })).toEqual({ kind: 'pan', step: { x: -3, y: -4 } })
    expect(wish({ deltaY: 4, ctrlKey: true }).kind).toBe('zoom')
    expect(wish({ deltaY: 4, metaKey: true }).kind).toBe('zoom')
  })

  it('zooms without a key and pans with one for those who prefer it', () => {
    expect(wish({ deltaY: 100 }, true).kind).toBe('zoom')
    expect(wish({ deltaY: 100, ctrlKey: true }, true).kind).toBe('pan')
  })

  it('zooms out on a turn towards the hand, and back in on one away from it', () => {
    expect(factor({ deltaY: 100 })).toBeLessThan(1)
    expect(factor({ deltaY: 100 }) * factor({ deltaY: -100 })).toBeCloseTo(1, 12)
  })

  it('zooms by a quarter on a notch of a mouse, however much the system makes of it, and finely on a pinch', () => {
    expect(factor({ deltaY: -100 })).toBeCloseTo(1.27, 2)
    expect(factor({ deltaY: -3, deltaMode: 1 })).toBeCloseTo(1.27, 2)
    expect(factor({ deltaY: -2000 })).toBe(factor({ deltaY: -100 }))
    expect(factor({ deltaY: -1.5 })).toBeCloseTo(1.015, 3)
  })

  it('counts lines and pages too', () => {
    expect(wish({ deltaY: 3, deltaMode: 1 })).toEqual({ kind: 'pan', step: { x: -0, y: -54 } })
    expect(wish({ deltaY: 1, deltaMode: 2 })).toEqual({ kind: 'pan', step: { x: -0, y: -500 } })
  })

  it('pans sideways with Shift, also where the system does not turn it itself', () => {
    expect(wish({ deltaY: 10, shiftKey: true })).toEqual({ kind: 'pan', step: { x: -10, y: 0 } })
    expect(wish({ deltaX: 10, shiftKey: true })).toEqual({ kind: 'pan', step: { x: -10, y: -0 } })
  })
})
