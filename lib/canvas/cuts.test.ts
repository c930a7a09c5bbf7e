import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cut, erasedBetween, leftParts, leftStrokes, mergedCuts, strokePart } from './cuts'
import { coordinates, point } from './geometry.testing'
import { distance } from './point'
import { squaredDistanceOfSegments, squaredDistanceToSegment } from './segment'
import { shareWithinReach } from './within-reach'

const cut = fc.tuple(fc.nat(400), fc.nat(120)).map(([from, long]): Cut => ({ from, to: from + long }))
const cuts = fc.array(cut, { maxLength: 12 })
const isCut = (parts: readonly Cut[], at: number) => parts.some(({ from, to }) => from <= at && at <= to)
const line = { points: Float64Array.of(0, 0, 16, 0, 32, 0, 48, 0), pressures: Float32Array.of(0, 1, 0, 1) }

describe('the cuts of a stroke', () => {
  it('count as their union, in whichever order they came, and however often', () => {
    fc.assert(
      fc.property(cuts, all => {
        const merged = mergedCuts(all)
        expect(mergedCuts(all.toReversed())).toEqual(merged)
        expect(mergedCuts([...all, ...merged])).toEqual(merged)
        for (let at = 0; at < 530; at += 0.5) expect(isCut(merged, at)).toBe(isCut(all, at))
      }),
    )
  })

  it('and what is left of it make up the whole stroke, without a place in both', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 2, max: 30 }), (all, count) => {
        const left = leftParts(count, all)
        for (let at = 0.25; at < (count - 1) * 16; at += 0.5) {
          expect(isCut(left, at)).toBe(!isCut(all, at))
        }
      }),
    )
  })

  it('leave a dot alone until one of them is on it', () => {
    expect(leftParts(1, [])).toEqual([{ from: 0, to: 0 }])
    expect(leftParts(1, [{ from: 0, to: 0 }])).toEqual([])
    expect(leftParts(1, [{ from: 3, to: 9 }])).toEqual([{ from: 0, to: 0 }])
  })

  it('leave strokes that begin and end between points, pressure too', () => {
    const [before, after] = leftStrokes(line, [{ from: 8, to: 36 }])
    expect([...before.points]).toEqual([0, 0, 8, 0])
    expect([...(before.pressures ?? [])]).toEqual([0, 0.5])
    expect([...after.points]).toEqual([36, 0, 48, 0])
    expect([...(after.pressures ?? [])]).toEqual([0.25, 1])
    expect(leftStrokes(line, [{ from: 0, to: 9999 }])).toEqual([])
    expect(leftStrokes(line, [])).toEqual([line])
  })

  it('take a whole stroke as the part from its first to its last point', () => {
    fc.assert(
      fc.property(coordinates(2), points => {
        const ink = { points, pressures: null }
        expect(strokePart(ink, { from: 0, to: (points.length / 2 - 1) * 16 })).toEqual(ink)
      }),
    )
  })
})

describe('an eraser', () => {
  it('cuts the part of the line that it goes over', () => {
    expect(erasedBetween(line, [], { x: 20, y: -9 }, { x: 20, y: 9 }, 4)).toEqual([{ from: 16, to: 24 }])
    expect(erasedBetween(line, [], { x: 20, y: 9 }, { x: 30, y: 9 }, 4)).toEqual([])
    expect(erasedBetween(line, [], { x: -99, y: 2 }, { x: 99, y: 2 }, 4)).toEqual([{ from: 0, to: 48 }])
  })

  it('cuts nothing twice', () => {
    const once = erasedBetween(line, [], { x: 20, y: 0 }, { x: 20, y: 0 }, 4)
    expect(erasedBetween(line, once, { x: 20, y: 0 }, { x: 20, y: 0 }, 3)).toEqual([])
  })

  it('takes a dot whole', () => {
    const dot = { points: Float64Array.of(0, 0), pressures: null }
    expect(erasedBetween(dot, [], { x: -9, y: 1 }, { x: 9, y: 1 }, 2)).toEqual([{ from: 0, to: 0 }])
  })

  it('leaves no part of the line within its reach, however fast it goes', () => {
    fc.assert(
      fc.property(
        coordinates(2, 12),
        point,
        point,
        fc.integer({ min: 1, max: 900 }),
        (points, a, b, reach) => {
          const ink = { points, pressures: null }
          for (const { points: left } of leftStrokes(ink, erasedBetween(ink, [], a, b, reach))) {
            for (let i = 0; i + 3 < left.length; i += 2) {
              const off = squaredDistanceOfSegments(
                left[i],
                left[i + 1],
                left[i + 2],
                left[i + 3],
                a.x,
                a.y,
                b.x,
                b.y,
              )
              expect(Math.sqrt(off)).toBeGreaterThan(reach - 1e-3)
            }
          }
        },
      ),
    )
  })

  it('reaches every place of a way that is near enough, and none that is not', () => {
    fc.assert(
      fc.property(point, point, point, point, fc.integer({ min: 1, max: 5000 }), (a, b, c, d, reach) => {
        fc.pre(distance(a, b) > 1)
        const found = shareWithinReach(a, b, c, d, reach)
        for (let at = 0; at <= 1; at += 1 / 64) {
          const [x, y] = [a.x + (b.x - a.x) * at, a.y + (b.y - a.y) * at]
          const off = Math.sqrt(squaredDistanceToSegment(x, y, c.x, c.y, d.x, d.y))
          const isFound = found !== null && found.from <= at && at <= found.to
          if (Math.abs(off - reach) > 1e-6) expect(isFound).toBe(off < reach)
        }
      }),
    )
  })
})
