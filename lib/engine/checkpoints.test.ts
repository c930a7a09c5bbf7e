import { describe, expect, it } from 'vitest'
import { Checkpoints } from './checkpoints'

/** Offers every step up to `steps`, and answers the longest replay to any of them. */
function longestReplay(checkpoints: Checkpoints, steps: number, state: Float64Array): number {
  for (let step = 0; step <= steps; step++) {
    state[0] = step
    checkpoints.offer(step)
  }
  let longest = 0
  for (let step = 0; step <= steps; step++) longest = Math.max(longest, step - checkpoints.before(step))
  return longest
}

describe('checkpoints', () => {
  it('put back the state of the step that they stand for', () => {
    const w = Float64Array.of(0, 1)
    const memory = Float64Array.of(2, 3, 4)
    const checkpoints = new Checkpoints([w, memory], 20_000)
    checkpoints.offer(0)
    w[1] = 10
    memory[2] = 40
    checkpoints.offer(1)
    checkpoints.restore(0)
    expect([...w, ...memory]).toEqual([0, 1, 2, 3, 4])
    checkpoints.restore(1)
    expect([...w, ...memory]).toEqual([0, 10, 2, 3, 40])
  })

  it('keep the furthest step beside them, for as long as no later one is kept', () => {
    const state = Float64Array.of(0)
    const checkpoints = new Checkpoints([state], 10_000)
    const offerUpTo = (from: number, to: number) => {
      for (let step = from; step <= to; step++) {
        state[0] = step
        checkpoints.offer(step)
      }
    }
    offerUpTo(0, 7)
    checkpoints.keepFront(7)
    expect([checkpoints.before(6), checkpoints.before(7), checkpoints.before(100)]).toEqual([6, 7, 7])
    checkpoints.restore(7)
    expect(state[0]).toBe(7)
    offerUpTo(8, 20)
    expect(checkpoints.before(100)).toBe(20)
  })

  it('leave a million steps of a short chain a replay of at most 5,000 passes through a unit', () => {
    const state = new Float64Array(3)
    const checkpoints = new Checkpoints([state], 3)
    expect(3 * longestReplay(checkpoints, 1_000_000, state)).toBeLessThanOrEqual(5_000)
    const before = checkpoints.before(777_777)
    checkpoints.restore(before)
    expect(state[0]).toBe(before)
  })

  it('leave a million steps of the largest runs a short replay within 128 MB', () => {
    // 64 layers with biases and Adam's memory; 100 samples a step.
    const state = new Float64Array(386)
    expect(longestReplay(new Checkpoints([state], 6_400), 1_000_000, state)).toBeLessThan(32)
  })

  it('follow those of another run piece by piece, also where these were thinned in between', () => {
    const state = new Float64Array(1_000_000)
    const theirs = new Checkpoints([state], 20_000)
    const mine = new Checkpoints([new Float64Array(1_000_000)], 20_000)
    let known = -1
    for (let step = 0; step <= 21; step++) {
      state[0] = step
      theirs.offer(step)
      if (![0, 1, 6, 7, 21].includes(step)) continue
      mine.adopt({ furthest: step, ...theirs.after(known) })
      known = step
      for (let any = 0; any < step; any++)
        expect(mine.before(any), `${any} of ${step}`).toBe(theirs.before(any))
      expect(mine.before(step)).toBe(step)
    }
  })
})
