import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { throttle } from './throttle'

describe('throttle', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('hands on the first part at once and merges those that follow within the interval', () => {
    const runs: object[] = []
    const publish = throttle<{ a: number; b: number }>(40, part => runs.push(part))
    publish({ a: 1 })
    publish({ a: 2 })
    publish({ b: 3 })
    expect(runs).toEqual([{ a: 1 }])
    vi.advanceTimersByTime(40)
    expect(runs).toEqual([{ a: 1 }, { a: 2, b: 3 }])
  })

  it('forgets what was pending when it is cancelled', () => {
    const runs: object[] = []
    const publish = throttle<{ a: number }>(40, part => runs.push(part))
    publish({ a: 1 })
    publish({ a: 2 })
    publish.cancel()
    vi.advanceTimersByTime(100)
    expect(runs).toEqual([{ a: 1 }])
  })
})
