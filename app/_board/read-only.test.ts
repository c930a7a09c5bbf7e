import { describe, expect, it } from 'vitest'
import type { Phase } from '@/lib/connection'
import { ROLES } from '@/lib/protocol'
import { readOnlyFor, readOnlyWords } from './read-only'

const EDITORS = ['owner', 'editor'] as const
const PHASES: readonly Phase[] = ['connecting', 'online', 'offline', 'refused', 'replaced']

describe('a page can be changed', () => {
  it.each(EDITORS)('by an %s who is connected, and by one who is offline: that is merged later', role => {
    for (const phase of ['connecting', 'online', 'offline'] as const)
      expect(readOnlyFor(role, phase)).toBeNull()
  })
})

describe('a page cannot be changed', () => {
  it.each(EDITORS)(
    'by an %s whose connection the server ended, who is not told that their link looks on',
    role => {
      const why = readOnlyFor(role, 'refused')
      expect(why).toBe('disconnected')
      expect(readOnlyWords(why ?? 'link', 'editors take the steps')).toBe(
        'This page is disconnected: the board can be read here, and not changed.',
      )
    },
  )

  it.each(['viewer', 'annotator'] as const)('by a %s, whatever the connection', role => {
    for (const phase of PHASES) expect(readOnlyFor(role, phase)).toBe('link')
    expect(readOnlyWords('link', 'editors take the steps')).toBe(
      'Your link lets you look on; editors take the steps.',
    )
  })

  it('before it is known what the link allows', () => {
    expect(readOnlyFor(null, 'connecting')).toBe('unknown')
    expect(readOnlyFor(null, 'refused')).toBe('disconnected')
  })

  it('without a reason: every role is either an editor’s or looks on', () => {
    for (const role of ROLES) {
      const isEditor = EDITORS.some(editor => editor === role)
      expect(readOnlyFor(role, 'online')).toBe(isEditor ? null : 'link')
    }
  })
})
