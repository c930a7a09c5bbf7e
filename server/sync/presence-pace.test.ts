import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PresencePace } from './presence-pace'

const SECOND = 1_000

/** The times at which presence goes out when it is wanted at these times (ms), each with an edit or without one. */
function shownAt(
  wanted: readonly { readonly at: number; readonly withEdit: boolean }[],
  people = 2,
): number[] {
  const pace = new PresencePace()
  return wanted.flatMap(({ at, withEdit }) => (pace.take(at, people, 0, withEdit) ? [at] : []))
}

/** The most of these times that lie within one second. */
const mostInASecond = (times: readonly number[]): number =>
  Math.max(0, ...times.map(begin => times.filter(at => at >= begin && at < begin + SECOND).length))

it('shows nobody more than 30 times in any second, with edits in every tick neither (W6)', () => {
  const ticks = Array.from({ length: 200 }, (_, i) => 16 * i)
  const shown = shownAt(ticks.map(at => ({ at, withEdit: true })))
  expect(mostInASecond(shown)).toBeLessThanOrEqual(30)
  expect(mostInASecond(shown)).toBeGreaterThanOrEqual(20)
})

it('shows nobody more than 30 times in any second, whenever and with whatever it is wanted (W6)', () => {
  const gap = fc.record({ after: fc.integer({ min: 1, max: 60 }), withEdit: fc.boolean() })
  fc.assert(
    fc.property(fc.array(gap, { minLength: 50, maxLength: 200 }), gaps => {
      let at = 0
      const wanted = gaps.map(({ after, withEdit }) => {
        at += after
        return { at, withEdit }
      })
      expect(mostInASecond(shownAt(wanted))).toBeLessThanOrEqual(30)
    }),
  )
})

it('goes out at once after a quiet moment, and with an edit somewhat before its time', () => {
  const pace = new PresencePace()
  expect(pace.take(1_000, 2, 0, false)).toBe(true)
  expect(pace.take(1_020, 2, 0, false)).toBe(false)
  expect(pace.take(1_020, 2, 0, true)).toBe(true)
  expect(pace.take(5_000, 2, 0, false)).toBe(true)
})

it('goes on when the clock was put back', () => {
  const pace = new PresencePace()
  pace.take(100_000, 2, 0, false)
  expect(pace.take(1_000, 2, 0, false)).toBe(true)
  expect(pace.take(1_040, 2, 0, false)).toBe(true)
})
