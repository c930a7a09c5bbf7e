import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { coordinates } from './geometry.testing'
import { INK_GRID, type InkPoints, pointCount } from './ink'
import { decodeInk, encodeInk, MAX_STROKE_POINTS } from './ink-codec'

/** A stroke as a hand draws it: 60 points on a curve that changes its pace, with the tremor of a pen. */
function handwritten(pressed: boolean, count = 60): InkPoints {
  const points = new Float64Array(2 * count)
  const pressures = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const turn = i / 9
    points[2 * i] = 4 * i + 30 * Math.sin(turn) + 0.3 * Math.sin(i * 7)
    points[2 * i + 1] = 24 * Math.cos(turn * 1.3) + 0.3 * Math.cos(i * 5)
    pressures[i] = Math.min(1, 0.1 + i / 12) * (0.6 + 0.2 * Math.sin(i / 5))
  }
  return { points, pressures: pressed ? pressures : null }
}

const pressures = (count: number) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: count, maxLength: count })
    .map(values => Float32Array.from(values))

describe('packed ink', () => {
  it('gives every point back, seen from the first', () => {
    fc.assert(
      fc.property(coordinates(), points => {
        const decoded = decodeInk(encodeInk({ points, pressures: null }))
        expect(decoded?.pressures).toBeNull()
        expect(decoded?.points).toEqual(points.map((value, i) => value - points[i % 2]))
      }),
    )
  })

  it('puts points between the lines of its grid on the nearest one', () => {
    const decoded = decodeInk(encodeInk({ points: Float64Array.of(0, 0, 1.07, -3.2), pressures: null }))
    expect(decoded?.points).toEqual(Float64Array.of(0, 0, 1.125, -3.25))
  })

  it('follows the pressure, and is packed to the same bytes again', () => {
    const drawn = handwritten(true)
    const bytes = encodeInk(drawn)
    const decoded = decodeInk(bytes)
    expect(decoded?.pressures?.length).toBe(60)
    const errors = [...(drawn.pressures ?? [])].map((value, i) =>
      Math.abs(value - (decoded?.pressures?.[i] ?? 9)),
    )
    expect(Math.max(...errors.slice(3))).toBeLessThan(0.02)
    expect(decoded && encodeInk(decoded)).toEqual(bytes)
    fc.assert(
      fc.property(
        coordinates().chain(points => fc.tuple(fc.constant(points), pressures(pointCount(points)))),
        ([points, pressed]) => {
          const once = decodeInk(encodeInk({ points, pressures: pressed }))
          expect(once && decodeInk(encodeInk(once))).toEqual(once)
        },
      ),
    )
  })

  it('reaches a steady pressure within a few points, wherever it starts', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), steady => {
        const drawn = { points: new Float64Array(24), pressures: new Float32Array(12).fill(steady) }
        const decoded = decodeInk(encodeInk(drawn))
        expect(Math.abs((decoded?.pressures?.[6] ?? 9) - steady)).toBeLessThan(0.01)
      }),
    )
  })

  it('takes two and a half bytes a point of a smooth hand', () => {
    expect(encodeInk(handwritten(false)).length).toBeLessThan(60 * 2.1)
    expect(encodeInk(handwritten(true)).length).toBeLessThan(60 * 2.6)
  })

  it('costs at most 260 bytes in a document, with all that belongs to it', () => {
    const doc = new Y.Doc()
    const annotations = doc.getMap<Y.Map<unknown>>('annotations')
    annotations.set('before', new Y.Map())
    const before = Y.encodeStateAsUpdate(doc).length
    const drawn = ['pen', 1234.125, -567.875, 'a1B', encodeInk(handwritten(true))]
    const element = new Y.Map<unknown>([['ink', drawn]])
    annotations.set('1k3jf9q-2s', element)
    expect(Y.encodeStateAsUpdate(doc).length - before).toBeLessThanOrEqual(260)
  })

  it('keeps the first 10,000 points, of a longer stroke and of longer bytes', () => {
    const drawn = handwritten(true, MAX_STROKE_POINTS + 5)
    const bytes = encodeInk(drawn)
    expect(pointCount(decodeInk(bytes)?.points ?? [])).toBe(MAX_STROKE_POINTS)
    const endless = new Uint8Array(1_000_000).fill(0)
    endless[0] = 1
    expect(pointCount(decodeInk(endless)?.points ?? [])).toBe(MAX_STROKE_POINTS)
  })

  it('of any bytes gives no stroke or one whose points lie on the board (threat Y10)', () => {
    const bytes = fc.uint8Array({ maxLength: 400 })
    fc.assert(
      fc.property(bytes, fc.constantFrom(1, 17), (body, first) => {
        body[0] = first
        const decoded = decodeInk(body)
        const points = decoded?.points ?? new Float64Array()
        expect(points.every(value => Math.abs(value) <= 2e7 && Number.isInteger(value / INK_GRID))).toBe(true)
        expect(decoded?.pressures?.length ?? pointCount(points)).toBe(pointCount(points))
      }),
    )
    fc.assert(
      fc.property(bytes, body => {
        const known = body[0] === 1 || body[0] === 17
        expect(decodeInk(body) !== null).toBe(known)
      }),
    )
  })

  it('that breaks off gives the points before', () => {
    for (const drawn of [handwritten(false), handwritten(true)]) {
      const bytes = encodeInk(drawn)
      const whole = decodeInk(bytes)
      for (let length = 1; length < bytes.length; length++) {
        const part = decodeInk(bytes.slice(0, length))
        expect(part?.points).toEqual(whole?.points.slice(0, part?.points.length))
        expect(part?.points.length).toBeLessThan(120)
      }
    }
  })

  it('that leads beyond the board, or holds an endless number, ends there', () => {
    const near = [1, 2, 2]
    expect(decodeInk(Uint8Array.of(...near, 255, 255, 255, 255, 15, 0, 0, 0))?.points.length).toBe(4)
    expect(decodeInk(Uint8Array.of(...near, 255, 255, 255, 255, 255, 255, 0, 0))?.points.length).toBe(4)
  })

  it('can be made of points that are no numbers', () => {
    const wild = Float64Array.of(0, 0, Number.NaN, Infinity, -1e300, 3)
    const decoded = decodeInk(encodeInk({ points: wild, pressures: Float32Array.of(NaN, Infinity, -3) }))
    expect(decoded?.points).toEqual(Float64Array.of(0, 0, 0, 2e7, -2e7, 3))
  })

  it('has a dot as its smallest stroke, and an empty one becomes a dot', () => {
    const dot = Float64Array.of(0, 0)
    expect(decodeInk(encodeInk({ points: Float64Array.of(5, 5), pressures: null }))?.points).toEqual(dot)
    expect(decodeInk(encodeInk({ points: new Float64Array(), pressures: null }))?.points).toEqual(dot)
    expect(decodeInk(new Uint8Array())).toBeNull()
  })
})
