import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ImageFacts, planImage, wordsOfChange } from './image-plan'
import { svgPixels, svgSize } from './svg-size'

const LIMITS = { bytes: 1_000_000, pixels: 40_000_000 }
const photo: ImageFacts = {
  type: 'image/jpeg',
  width: 4000,
  height: 3000,
  bytes: 900_000,
  hasExif: false,
}

describe('an image that is put on the board', () => {
  it('goes as it is when the server takes it', () => {
    expect(planImage(photo, LIMITS)).toEqual({ kind: 'as it is', type: 'image/jpeg' })
  })

  it('is drawn anew, smaller, when it has too many pixels (K8)', () => {
    const plan = planImage({ ...photo, width: 12_000, height: 9_000 }, LIMITS)
    expect(plan).toEqual({ kind: 'anew', pixels: LIMITS.pixels, formats: ['image/jpeg'] })
    expect(planImage({ ...photo, type: 'image/png', width: 20_000, height: 10 }, LIMITS).kind).toBe('anew')
  })

  it('is drawn anew when it has too many bytes, or says where it was taken', () => {
    expect(planImage({ ...photo, bytes: 1_000_001 }, LIMITS).kind).toBe('anew')
    expect(planImage({ ...photo, hasExif: true }, LIMITS).kind).toBe('anew')
  })

  it('is drawn anew when only the browser knows its format', () => {
    expect(planImage({ ...photo, type: 'image/avif' }, LIMITS).kind).toBe('anew')
  })

  it('is not even opened when its pixels would break the tab (K8)', () => {
    const plan = planImage({ ...photo, width: 50_000, height: 50_000 }, LIMITS)
    expect(plan).toEqual({
      kind: 'refused',
      words: 'This image has 50,000 × 50,000 pixels, more than can be opened here. Make it smaller first.',
    })
  })

  it('has its author told what was done', () => {
    expect(wordsOfChange(photo, photo, photo)).toBeNull()
    expect(wordsOfChange(photo, photo, { width: 2000, height: 1500 })).toBe(
      'The image was too large: it was made smaller, from 4,000 × 3,000 to 2,000 × 1,500 pixels.',
    )
    expect(wordsOfChange({ ...photo, type: 'image/gif' }, photo, photo)).toBe(
      'The GIF was too large: its first picture was put on the board.',
    )
  })
})

describe('an SVG', () => {
  const silent = { width: null, height: null, viewBox: null }
  it('is as large as it says, in whatever units', () => {
    expect(svgSize({ ...silent, width: '200', height: '1in' })).toEqual({ width: 200, height: 96 })
    expect(svgSize({ ...silent, width: '100%', viewBox: '0 0 40 30' })).toEqual({ width: 40, height: 30 })
    expect(svgSize({ ...silent, height: '60px', viewBox: '0,0,40,30' })).toEqual({ width: 80, height: 60 })
    expect(svgSize(silent)).toEqual({ width: 300, height: 150 })
  })

  it('becomes a picture of at most 2048 pixels, whatever it says of itself (K7)', () => {
    const claim = fc.oneof(fc.string(), fc.double().map(String), fc.constant('1e308'), fc.constant('1e-300'))
    const box = fc.array(claim, { maxLength: 5 }).map(parts => parts.join(' '))
    fc.assert(
      fc.property(claim, claim, box, (width, height, viewBox) => {
        const pixels = svgPixels(svgSize({ width, height, viewBox }))
        for (const side of [pixels.width, pixels.height]) {
          expect(side).toBeGreaterThanOrEqual(1)
          expect(side).toBeLessThanOrEqual(2048)
        }
      }),
    )
  })
})
