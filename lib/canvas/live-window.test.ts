import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coordinates } from './geometry.testing'
import { afterWindow, type Ghost, handedOver } from './ghosts'
import type { InkPoints } from './ink'
import { type LiveStart, type LiveWindow, liveWindow, readLiveWindow, readWindow } from './live-window'

const start: LiveStart = { id: 'a-1', brush: 'pen', size: 'm', color: 'ink', x: 10, y: 20 }
const upTo = (ink: InkPoints, count: number): InkPoints => ({
  points: ink.points.slice(0, 2 * count),
  pressures: ink.pressures?.slice(0, count) ?? null,
})
const wave = (count: number): InkPoints => ({
  points: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 4 * i : (i * i) % 50)),
  pressures: null,
})
const nothing = () => false
const see = (ghosts: readonly Ghost[], window: LiveWindow | null, now = 0) =>
  afterWindow(ghosts, window, nothing, now)

describe('a window onto a live stroke', () => {
  it('holds its last 64 points, where they lie in the stroke', () => {
    const window = liveWindow(start, wave(100))
    expect(window.first).toBe(36)
    expect(readWindow(window)?.points).toEqual(wave(100).points.slice(72))
  })

  it('fits into what presence may hold, pressure and a wild hand included', () => {
    const points = Float64Array.from({ length: 400 }, (_, i) => (i % 3) * 900)
    const window = liveWindow(start, { points, pressures: new Float32Array(200).fill(0.3) })
    expect(JSON.stringify(window).length).toBeLessThan(1_200)
  })

  it('is read as it was written, and nothing else is taken for one (threat Y10)', () => {
    const window = liveWindow(start, wave(100))
    expect(readLiveWindow(JSON.parse(JSON.stringify(window)))).toEqual(window)
    const broken = [
      { id: 5 },
      { id: 'x'.repeat(49) },
      { brush: '__proto__' },
      { size: 'xxl' },
      { x: Number.NaN },
      { y: 1e9 },
      { first: 0.5 },
      { first: -1 },
      { at: [1] },
      { at: [Infinity, 0] },
      { ink: 7 },
      { ink: 'x'.repeat(5000) },
    ]
    for (const part of broken) expect(readLiveWindow({ ...window, ...part })).toBeNull()
    fc.assert(
      fc.property(fc.anything(), raw => {
        expect(readLiveWindow(raw)).toBeNull()
      }),
    )
  })

  it('of any text gives no points or at most 64', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 2000 })), ink => {
        expect((readWindow({ at: [0, 0], ink })?.points.length ?? 0) <= 128).toBe(true)
      }),
    )
    expect(readWindow({ at: [0, 0], ink: 'x'.repeat(1_000_000) })).toBeNull()
  })
})

describe('the ghost of a live stroke', () => {
  it('grows into the stroke that is committed, however the messages fall', () => {
    const stops = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(coordinates(300, 300), stops, (drawn, steps) => {
        const points = drawn.map((value, i) => value - drawn[i % 2])
        let [count, ghosts]: [number, readonly Ghost[]] = [1, []]
        for (const step of [0, ...steps]) {
          count = Math.min(300, count + step)
          ghosts = see(ghosts, liveWindow(start, upTo({ points, pressures: null }, count)))
        }
        expect(ghosts.map(ghost => ghost.points)).toEqual([points.slice(0, 2 * count)])
      }),
    )
  })

  it('goes straight on over points that were missed, and adds no point twice afterwards', () => {
    const ink = wave(300)
    const [ghost] = [20, 200, 200, 210].reduce(
      (ghosts: readonly Ghost[], count) => see(ghosts, liveWindow(start, upTo(ink, count))),
      [],
    )
    expect(ghost.points.length / 2).toBe(20 + 64 + 10)
    expect([...ghost.points.slice(-2)]).toEqual([...ink.points.slice(418, 420)])
  })

  it('begins where it was first seen, for whoever comes late', () => {
    const [ghost] = see([], liveWindow(start, wave(100)))
    expect(ghost.points).toEqual(wave(100).points.slice(72))
  })

  it('stays until the document has the stroke, also while the next one is drawn', () => {
    const done = see([], liveWindow(start, wave(9), true), 100)
    const two = see(done, liveWindow({ ...start, id: 'a-2' }, wave(5)), 200)
    expect(two.map(({ id }) => id)).toEqual(['a-1', 'a-2'])
    expect(handedOver(two, id => id === 'a-1', 300).map(({ id }) => id)).toEqual(['a-2'])
    expect(afterWindow(done, liveWindow(start, wave(9), true), id => id === 'a-1', 300)).toEqual([])
  })

  it('stays also when the message of its end was overtaken by the next stroke', () => {
    const two = see(see([], liveWindow(start, wave(9))), liveWindow({ ...start, id: 'a-2' }, wave(5)))
    expect(two.map(({ id }) => id)).toEqual(['a-1', 'a-2'])
  })

  it('goes when its stroke is taken back, and when the document never gets it', () => {
    const drawn = see([], liveWindow(start, wave(9)))
    expect(see(drawn, null)).toEqual([])
    const done = see([], liveWindow(start, wave(9), true), 100)
    expect(see(done, null, 9_000).length).toBe(1)
    expect(see(done, null, 10_100)).toEqual([])
  })
})
