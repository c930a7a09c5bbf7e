import { expect, test } from 'vitest'
import { NAME_LENGTH, readName } from '@/lib/protocol'
import { friendlyName } from './friendly-name'

test('any two bytes make a name that others may be shown', () => {
  const names = new Set<string>()
  for (let manner = 0; manner < 256; manner += 5) {
    for (let animal = 0; animal < 256; animal += 3) names.add(friendlyName(manner, animal))
  }
  for (const name of names) {
    expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(readName(name)).toBe(name)
    expect(name.length).toBeLessThanOrEqual(NAME_LENGTH)
  }
  expect(names.size).toBeGreaterThan(300)
})

test('the same two numbers give the same name', () => {
  expect(friendlyName(13, 7)).toBe('Quiet Heron')
  expect(friendlyName(13 + 16, 7 + 20)).toBe('Quiet Heron')
})
