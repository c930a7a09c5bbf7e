import { expect, it } from 'vitest'
import { ONLINE } from './status.testing'
import { isSteady } from './steady-status'

it('an edit that waits for the server leaves the page as it is', () => {
  expect(isSteady(ONLINE, { ...ONLINE, unsaved: 3 })).toBe(true)
})

it('the page follows everything else', () => {
  expect(isSteady(ONLINE, { ...ONLINE, phase: 'offline' })).toBe(false)
  expect(isSteady(ONLINE, { ...ONLINE, storage: 'full' })).toBe(false)
  expect(isSteady(ONLINE, { ...ONLINE, refusal: { code: 4403, message: 'Revoked.' } })).toBe(false)
})
