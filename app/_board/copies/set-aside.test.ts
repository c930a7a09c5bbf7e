import { describe, expect, it } from 'vitest'
import { setAsideWords } from './set-aside'

const copy = {
  id: 'one',
  boardId: 'b'.repeat(22),
  title: '',
  when: 0,
  reason: 'This link was replaced. Ask for the new one.',
  state: Uint8Array.of(0, 0),
}

describe('the words about work that was set aside', () => {
  it.each(['denied', 'refused', 'shut out', 'replaced', 'damaged'] as const)(
    'say for “%s” what happened, what is safe and what is next, in three or four sentences',
    cause => {
      const words = setAsideWords({ cause, copy, keep: 'kept', fit: 'ahead' })
      expect(words).toMatch(/kept as a copy in this browser\. You (go|can read) on/)
      expect(words.split(/[.] /).length).toBeLessThanOrEqual(5)
    },
  )

  it('keep the server’s own reason', () => {
    expect(setAsideWords({ cause: 'shut out', copy, keep: 'kept', fit: 'unknown' })).toMatch(
      /^This link was replaced/,
    )
  })

  it.each(['full', 'refused'] as const)('claim no copy when there is none: %s', keep => {
    const words = setAsideWords({ cause: 'denied', copy, keep, fit: 'unknown' })
    expect(words).toContain('on this page alone')
    expect(words).toContain('Download it')
    expect(words).not.toContain('is kept as a copy')
  })
})
