import { describe, expect, it } from 'vitest'
import { Reconnection } from './reconnection'

/** Chance that is the same in every run, another for each seed: Lehmer's generator. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** How long after a server that was away for `away` ms is back each of `count` people finds it, in ms. */
function returnsAfter(away: number, count: number): number[] {
  return Array.from({ length: count }, (_, person) => {
    const attempts = new Reconnection(chanceOf(1 + person))
    let time = attempts.next(60_000)
    while (time < away) time += attempts.next(0)
    return time - away
  })
}

describe('a class whose server restarts (D19)', () => {
  it.each([1_000, 3_000, 10_000, 60_000])('is back within five seconds after %s ms without it', away => {
    for (const wait of returnsAfter(away, 300)) expect(wait).toBeLessThan(5_000)
  })

  it('comes back spread out, with at most a fifth of it in any tenth of a second', () => {
    const waits = returnsAfter(3_000, 300)
    const crowds = new Map<number, number>()
    for (const wait of waits) {
      const moment = Math.floor(wait / 100)
      crowds.set(moment, (crowds.get(moment) ?? 0) + 1)
    }
    expect(Math.max(...crowds.values())).toBeLessThanOrEqual(60)
  })
})
