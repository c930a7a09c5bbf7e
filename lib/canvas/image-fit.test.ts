import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heightOf, middleOf, widthOf } from './box'
import { fittedPixels, imageBox } from './image-fit'
import { boxAround } from './place'

const pixels = fc.integer({ min: 1, max: 60_000 })

describe('an image', () => {
  it('that has too many pixels becomes as large as it may and keeps its shape', () => {
    fc.assert(
      fc.property(pixels, pixels, (width, height) => {
        const fitted = fittedPixels({ width, height }, 40_000_000, 16_000)
        expect(fitted.width * fitted.height).toBeLessThanOrEqual(40_000_000)
        expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(16_000)
        expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(1)
        const exact = (fitted.width * height) / width
        if (exact > 1)
          expect(Math.abs(fitted.height - exact)).toBeLessThanOrEqual(Math.max(1, height / width))
      }),
    )
    expect(fittedPixels({ width: 10_000, height: 10_000 }, 1_000_000)).toEqual({ width: 1000, height: 1000 })
  })

  it('that has not too many stays as it is', () => {
    expect(fittedPixels({ width: 123, height: 45 }, 123 * 45)).toEqual({ width: 123, height: 45 })
  })

  it('is put around the place asked for, as large as it is where the view has room for it', () => {
    const view = boxAround({ x: 500, y: 300 }, 1000, 600)
    const small = imageBox({ width: 200, height: 100 }, view, { x: 7, y: 9 })
    expect([middleOf(small), widthOf(small), heightOf(small)]).toEqual([{ x: 7, y: 9 }, 200, 100])
    const large = imageBox({ width: 4000, height: 1000 }, view)
    expect([middleOf(large), widthOf(large), heightOf(large)]).toEqual([{ x: 500, y: 300 }, 600, 150])
  })
})
