import { describe, expect, it } from 'vitest'
import { hasRoom, type KeptCopy, MOST_BYTES, MOST_COPIES, readCopy } from './kept-copies'

const copy: KeptCopy = {
  id: 'one',
  boardId: 'b'.repeat(22),
  title: 'Tuesday group',
  when: 1,
  reason: 'Denied.',
  state: Uint8Array.of(0, 0),
}

describe('the room for kept copies', () => {
  it('ends with a number of copies', () => {
    expect(hasRoom(Array(MOST_COPIES - 1).fill(copy), copy)).toBe(true)
    expect(hasRoom(Array(MOST_COPIES).fill(copy), copy)).toBe(false)
  })

  it('ends with a number of bytes', () => {
    const large = { ...copy, state: new Uint8Array(MOST_BYTES - 2) }
    expect(hasRoom([large], copy)).toBe(true)
    expect(hasRoom([large, copy], copy)).toBe(false)
  })
})

describe('what lies in storage is not trusted', () => {
  it('a copy is read as it was kept', () => {
    expect(readCopy({ ...copy, more: 'ignored' })).toEqual(copy)
  })

  it.each([
    ['no object', 'text'],
    ['a board that is a path', { ...copy, boardId: '../../etc' }],
    ['a state that is no bytes', { ...copy, state: [0, 0] }],
    ['a time that is none', { ...copy, when: Number.NaN }],
    ['no reason', { ...copy, reason: undefined }],
  ])('%s is no copy', (_what, raw) => {
    expect(readCopy(raw)).toBeNull()
  })
})
