import { describe, expect, it } from 'vitest'
import { DigestMemory } from './agreement'

const digest = (inputs: string, results: string) => ({ inputs, results })

describe('agreement of browsers', () => {
  it('agrees when both computed the same bits from the same inputs', () => {
    const memory = new DigestMemory()
    memory.note(digest('a', '1'), 0)
    expect(memory.judge(digest('a', '1'), 60_000)).toBe('agrees')
  })

  it('differs when the same inputs gave other bits', () => {
    const memory = new DigestMemory()
    memory.note(digest('a', '1'), 0)
    expect(memory.judge(digest('a', '2'), 0)).toBe('differs')
  })

  it('says behind when the inputs are not known here', () => {
    const memory = new DigestMemory()
    memory.note(digest('a', '1'), 0)
    expect(memory.judge(digest('b', '1'), 0)).toBe('behind')
    expect(memory.judge(null, 0)).toBe('behind')
  })

  it('still agrees with a state that this browser left a moment ago, but not with one left long ago', () => {
    const memory = new DigestMemory()
    memory.note(digest('a', '1'), 0)
    memory.note(digest('b', '2'), 10_000)
    expect(memory.judge(digest('a', '1'), 14_000)).toBe('agrees')
    expect(memory.judge(digest('a', '1'), 16_000)).toBe('behind')
  })
})
