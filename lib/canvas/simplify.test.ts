import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coordinates } from './geometry.testing'
import { squaredDistanceToSegment } from './segment'
import { detailLevel, detailTolerance, inkAtDetail, keptPoints } from './simplify'

const tolerance = fc.double({ min: 0.1, max: 3000, noNaN: true })

describe('a simplified line', () => {
  it('lies nowhere further from the true one than the tolerance', () => {
    fc.assert(
      fc.property(coordinates(), tolerance, (points, most) => {
        const kept = keptPoints(points, most)
        for (let k = 0; k + 1 < kept.length; k++) {
          for (let i = kept[k]; i <= kept[k + 1]; i++) {
            const off = squaredDistanceToSegment(
              points[2 * i],
              points[2 * i + 1],
              points[2 * kept[k]],
              points[2 * kept[k] + 1],
              points[2 * kept[k + 1]],
              points[2 * kept[k + 1] + 1],
            )
            expect(Math.sqrt(off)).toBeLessThanOrEqual(most + 1e-9)
          }
        }
      }),
    )
  })

  it('keeps both ends and the order of its points', () => {
    fc.assert(
      fc.property(coordinates(), tolerance, (points, most) => {
        const kept = keptPoints(points, most)
        expect([kept[0], kept.at(-1)]).toEqual([0, points.length / 2 - 1])
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
      }),
    )
  })

  it('of a straight stroke has two points and their pressures', () => {
    const straight = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i : i / 2))
    const pressures = Float32Array.from({ length: 100 }, (_, i) => i / 128)
    const coarse = inkAtDetail({ points: straight, pressures }, 1)
    expect([...coarse.points]).toEqual([0, 0.5, 198, 99.5])
    expect([...(coarse.pressures ?? [])]).toEqual([0, 99 / 128])
  })

  it('is as coarse as the zoom allows, in powers of two, and true from half size on', () => {
    expect([4, 1, 0.5, 0.49, 0.25, 0.2, 0.05].map(detailLevel)).toEqual([0, 0, 0, 1, 1, 2, 4])
    expect(detailTolerance(0)).toBe(0)
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 16, noNaN: true }), zoom => {
        expect(detailTolerance(detailLevel(zoom)) * zoom).toBeLessThan(0.36)
      }),
    )
  })
})
