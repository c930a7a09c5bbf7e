import { beforeEach, describe, expect, test, vi } from 'vitest'
import { NAME_LENGTH, PALETTE_SIZE, TOKEN } from '@/lib/protocol'
import { memoryStorage } from '../browser/memory-storage.testing'

const KEY = 'chainboard.person'
const token = 't'.repeat(43)

let person: typeof import('./person')

beforeEach(async () => {
  vi.stubGlobal('localStorage', memoryStorage())
  vi.resetModules() // a page that was just opened
  person = await import('./person')
  return () => vi.unstubAllGlobals()
})

describe('the person of this browser', () => {
  test('has a token, a friendly name and a colour of the palette from the first visit on', () => {
    const { token, name, color } = person.currentPerson()
    expect(token).toMatch(TOKEN)
    expect(token).toHaveLength(43)
    expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(color).toBeGreaterThanOrEqual(0)
    expect(color).toBeLessThan(PALETTE_SIZE)
  })

  test('is the same after a reload', async () => {
    const before = person.currentPerson()
    vi.resetModules()
    const reloaded = await import('./person')
    expect(reloaded.currentPerson()).toEqual(before)
  })

  test('keeps the token when the name and colour change', () => {
    const before = person.currentPerson()
    person.savePerson({ ...before, name: 'Emmy', color: 3 })
    expect(person.currentPerson()).toEqual({ token: before.token, name: 'Emmy', color: 3 })
  })

  test('stays the same while the page is open where storage is refused', () => {
    const refuse = () => {
      throw new Error('SecurityError')
    }
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
    const before = person.currentPerson()
    expect(person.currentPerson()).toEqual(before)
    person.savePerson({ ...before, name: 'Emmy' })
    expect(person.currentPerson().name).toBe('Emmy')
  })

  test.each([
    ['text that is not JSON', '{'],
    ['a short token', JSON.stringify({ token: 'abc', name: 'Emmy', color: 1 })],
    ['a colour off the palette', JSON.stringify({ token, name: 'Emmy', color: 99 })],
    ['no name', JSON.stringify({ token, name: ' \u0000 ', color: 1 })],
  ])('%s in storage gives a new person', (_, stored) => {
    localStorage.setItem(KEY, stored)
    expect(person.currentPerson().token).not.toBe(token)
    expect(person.currentPerson().name).not.toBe('')
  })

  test('a stored name is cut to its length', () => {
    localStorage.setItem(KEY, JSON.stringify({ token, name: 'n'.repeat(500), color: 1 }))
    expect(person.currentPerson()).toEqual({ token, name: 'n'.repeat(NAME_LENGTH), color: 1 })
  })
})
