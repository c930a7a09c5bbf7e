import { describe, expect, it } from 'vitest'
import { RUN_MS, stepsDue, WRITE_MS } from './run-pace'

/** Plays a Run with a frame every `frame` milliseconds; the writes as [time, steps]. */
function play(total: number, frame: number, most = Infinity): [number, number][] {
  const writes: [number, number][] = []
  let done = 0
  let lastWrite = 0
  for (let now = 0; done < total; now += frame) {
    const due = stepsDue({ total, done, elapsed: now, sinceWrite: now - lastWrite, most })
    if (due === 0) continue
    done += due
    lastWrite = now
    writes.push([now, due])
  }
  return writes
}

const sum = (writes: [number, number][]) => writes.reduce((total, [, steps]) => total + steps, 0)

describe('a Run', () => {
  it.each([1, 7, 40, 1_000, 100_000])('takes exactly its %i steps in about two seconds', total => {
    const writes = play(total, 16)
    expect(sum(writes)).toBe(total)
    const end = writes.at(-1)?.[0] ?? 0
    expect(end).toBeGreaterThanOrEqual(RUN_MS)
    expect(end).toBeLessThanOrEqual(RUN_MS + WRITE_MS)
  })

  it('writes to the document at most 20 times a second', () => {
    const times = play(100_000, 4).map(([time]) => time)
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(WRITE_MS)
  })

  it('writes nothing while no whole step is due', () => {
    expect(play(3, 16)).toHaveLength(3)
  })

  it('catches up after a long frame in small pieces', () => {
    expect(stepsDue({ total: 1_000, done: 100, elapsed: 60_000, sinceWrite: 59_000, most: Infinity })).toBe(
      50,
    )
    expect(stepsDue({ total: 1_000, done: 980, elapsed: 60_000, sinceWrite: 59_000, most: Infinity })).toBe(
      20,
    )
  })

  it('takes longer where a step is so much work that the page would stand still', () => {
    const writes = play(1_000, 16, 4)
    expect(sum(writes)).toBe(1_000)
    expect(Math.max(...writes.map(([, steps]) => steps))).toBe(4)
  })

  it('never takes steps back', () => {
    expect(stepsDue({ total: 1_000, done: 600, elapsed: RUN_MS / 2, sinceWrite: 100, most: Infinity })).toBe(
      0,
    )
  })

  it('waits when the first frame is stamped before the press', () => {
    expect(stepsDue({ total: 1_000, done: 0, elapsed: -3, sinceWrite: 100, most: Infinity })).toBe(0)
  })
})
