import { describe, expect, it } from 'vitest'
import type { Status } from '@/lib/connection'
import { CLOSE } from '@/lib/protocol'
import { ONLINE } from '../status/status.testing'
import { mayConnectAgain, partingFor } from './parting'

const refused = (code: number, unsaved = 1): Status => ({
  ...ONLINE,
  phase: 'refused',
  unsaved,
  refusal: { code, message: 'No.' },
})

describe('a page parts from its document', () => {
  it('when a change was denied, and goes on from the board', () => {
    const parting = partingFor({ ...ONLINE, denial: 'This link lets you look, not change.' }, false)
    expect(parting).toEqual({
      cause: 'denied',
      reason: 'This link lets you look, not change.',
      goesOn: true,
    })
  })

  it.each([
    ['malformed', CLOSE.malformed],
    ['too large', CLOSE.tooLarge],
  ])('when what it sent was %s, and goes on from the board', (_what, code) => {
    expect(partingFor(refused(code), false)).toEqual({ cause: 'refused', reason: 'No.', goesOn: true })
  })

  it.each([
    ['unknown', CLOSE.unauthorised],
    ['replaced', CLOSE.revoked],
    ['for a board that is no more', CLOSE.noSuchBoard],
  ])('when its link is %s, and stays as it is, to be read', (_what, code) => {
    expect(partingFor(refused(code), false)).toEqual({ cause: 'shut out', reason: 'No.', goesOn: false })
    expect(mayConnectAgain(code)).toBe(false)
  })

  it('when only an earlier visit left something unsent', () => {
    expect(partingFor(refused(CLOSE.revoked, 0), true)?.cause).toBe('shut out')
  })

  it('when the server’s data was replaced (D17)', () => {
    expect(partingFor({ ...ONLINE, phase: 'replaced' }, false)).toMatchObject({
      cause: 'replaced',
      goesOn: true,
    })
  })
})

describe('a page keeps its document', () => {
  it('while all is well, and while it is offline', () => {
    expect(partingFor({ ...ONLINE, unsaved: 3 }, true)).toBeNull()
    expect(partingFor({ ...ONLINE, phase: 'offline', unsaved: 3 }, true)).toBeNull()
  })

  it('when it was merely too fast: everything goes with the next connection', () => {
    expect(partingFor(refused(CLOSE.tooFast, 5), true)).toBeNull()
    expect(mayConnectAgain(CLOSE.tooFast)).toBe(true)
  })

  it('when it is refused with nothing to lose', () => {
    expect(partingFor(refused(CLOSE.revoked, 0), false)).toBeNull()
    expect(partingFor(refused(CLOSE.malformed, 0), false)).toBeNull()
  })
})
