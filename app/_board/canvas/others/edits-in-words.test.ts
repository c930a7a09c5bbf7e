import { describe, expect, it } from 'vitest'
import type { AnyElement } from '@/lib/board'
import { editsInWords, makerOf } from './edits-in-words'

const broken: AnyElement = { kind: 'unreadable', id: 'a-1', why: 'of a newer version' }
const added = (count: number, by: string | null = 'Ada') =>
  Array.from({ length: count }, () => ({ element: broken, by }))

describe('what others did, in words', () => {
  it('is nothing when they did nothing', () => {
    expect(editsInWords({ added: [], changed: 0, removed: 0 })).toBeNull()
  })

  it('names what is new and who put it there, as long as that is little', () => {
    expect(editsInWords({ added: added(1), changed: 0, removed: 0 })).toBe(
      'Ada added: Something that cannot be shown.',
    )
    expect(editsInWords({ added: added(1, null), changed: 0, removed: 0 })).toMatch(/^Somebody added/)
  })

  it('counts what is much', () => {
    expect(editsInWords({ added: added(40), changed: 1, removed: 3 })).toBe(
      '40 annotations were added. 1 annotation was changed. 3 annotations were deleted.',
    )
  })

  it('knows the client that made an element by its id', () => {
    expect(makerOf(`${(123_456_789).toString(36)}-1f`)).toBe(123_456_789)
    expect(makerOf('nonsense')).not.toBe(123_456_789)
  })
})
