import { describe, expect, it } from 'vitest'
import { longRunSpoken, longRunWords } from './long-run-words'

const run = { done: 412_000, total: 1_000_000, isStopped: false }
const stopped = { ...run, isStopped: true }

describe('a long run in words', () => {
  it('says how far it is, and to those who may edit why they cannot (E12)', () => {
    expect(longRunWords(run, true)).toBe(
      'Computing: step 412,000 of 1,000,000. Edits wait for the last step.',
    )
    expect(longRunWords(run, false)).toBe('Computing: step 412,000 of 1,000,000.')
  })

  it('says when it was stopped, and the ways on from there', () => {
    expect(longRunWords(stopped, true)).toMatch(/^Computed to step 412,000 of 1,000,000\. To edit, continue/)
    expect(longRunWords(stopped, false)).toBe('Computed to step 412,000 of 1,000,000.')
  })

  it('is spoken once a quarter, and when it was stopped', () => {
    expect(longRunSpoken(run)).toBe('Computing 1,000,000 steps: 25 percent.')
    expect(longRunSpoken({ ...run, done: 499_999 })).toBe(longRunSpoken(run))
    expect(longRunSpoken({ ...run, done: 0 })).toBe('Computing 1,000,000 steps.')
    expect(longRunSpoken(stopped)).toBe('Stopped computing at step 412,000 of 1,000,000.')
  })
})
