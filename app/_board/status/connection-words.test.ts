import { describe, expect, it } from 'vitest'
import type { Status } from '@/lib/connection'
import type { Keeping } from '../browser/local-copy'
import { connectionWords, storageWords } from './connection-words'
import { ONLINE } from './status.testing'

describe('the words of the connection', () => {
  it.each<[Partial<Status>, Keeping, string]>([
    [{}, 'kept', 'Saved'],
    [{ unsaved: 2 }, 'kept', 'Saving…'],
    [{ role: 'viewer' }, 'kept', 'Live'],
    [{ phase: 'connecting' }, 'kept', 'Connecting…'],
    [{ phase: 'offline' }, 'kept', 'Offline: edits are kept in this browser'],
    [{ phase: 'offline', unsaved: 1 }, 'kept', 'Offline: 1 edit is kept in this browser'],
    [{ phase: 'offline', unsaved: 2 }, 'none', 'Offline: 2 edits are only on this page: keep it open'],
    [{ phase: 'offline', unsaved: 2 }, 'keeping', 'Offline: keeping your edits in this browser…'],
    [{ phase: 'refused' }, 'kept', 'Disconnected'],
  ])('%o, in this browser’s copy: %s → %s', (part, keeping, words) => {
    expect(connectionWords({ ...ONLINE, ...part }, keeping).words).toBe(words)
  })
})

describe('while the server cannot commit (D4, D5)', () => {
  const full = { ...ONLINE, unsaved: 1, storage: 'full' } as const

  it('an edit is never called saved, nor on its way to be', () => {
    expect(connectionWords(full, 'kept')).toEqual({ tone: 'warning', words: 'Not saved' })
  })

  it('the page says why, what is safe and what to do', () => {
    expect(storageWords(full, true)).toBe(
      'Not saved – the server’s storage is full. Keep this page open; your work is kept in this browser.',
    )
    expect(storageWords({ ...full, storage: 'unavailable' }, true)).toMatch(/does not answer just now/)
  })

  it('a page without a copy claims none', () => {
    expect(storageWords(full, false)).toMatch(/nowhere else/)
  })

  it('somebody with nothing unsaved hears that nothing new is saved', () => {
    expect(storageWords({ ...full, unsaved: 0 }, true)).toMatch(/^The server’s storage is full\. Nothing new/)
    expect(connectionWords({ ...full, unsaved: 0 }, 'kept').words).toBe('Saved')
  })

  it('nothing is said once it can again, nor while there is no connection', () => {
    expect(storageWords({ ...full, storage: 'ok' }, true)).toBeNull()
    expect(storageWords({ ...full, phase: 'offline' }, true)).toBeNull()
  })
})
