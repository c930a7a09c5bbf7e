import { describe, expect, it } from 'vitest'
import { readPresence } from './presence'

const user = { id: 'p1', name: 'Ada', color: 3 }
const digest = { inputs: '0123456789abcdef', results: 'fedcba9876543210' }

describe('reading a presence', () => {
  it('keeps what is well formed', () => {
    const presence = {
      user,
      cursor: { x: -12.5, y: 1e5 },
      editing: 'w_2',
      selection: ['a-1', 'b-2'],
      digest,
      stroke: { any: 'thing' },
      walk: 7,
    }
    expect(readPresence(presence)).toEqual(presence)
  })

  it('keeps a role that there is, and no other', () => {
    const shown = (role: unknown) => readPresence({ user: { ...user, role } })?.user
    expect(shown('viewer')).toEqual({ ...user, role: 'viewer' })
    expect(shown('king')).toEqual(user)
    expect(shown({ toString: 'owner' })).toEqual(user)
  })

  it('keeps the first twenty of what somebody has selected, and of them what is a text', () => {
    const shown = (selection: unknown) => readPresence({ user, selection })?.selection
    expect(shown(Array.from({ length: 500 }, (_, i) => `a-${i}`))).toHaveLength(20)
    expect(shown(['a-1', 7, null, { toString: 'b' }])).toEqual(['a-1'])
    expect(shown({ length: 1e9 })).toEqual([])
  })

  it('leaves out fields that are not ours', () => {
    const presence = { user: { ...user, admin: true }, cursor: null, editing: null, digest: null, extra: 1 }
    expect(readPresence(presence)).toEqual({
      user,
      cursor: null,
      editing: null,
      selection: [],
      digest: null,
      stroke: null,
      walk: null,
    })
  })

  it('reads a broken field as null and keeps the rest', () => {
    const broken = { user, cursor: { x: Number.NaN, y: 0 }, editing: 7, digest: { ...digest, results: 'no' } }
    expect(readPresence(broken)).toEqual({
      user,
      cursor: null,
      editing: null,
      selection: [],
      digest: null,
      stroke: null,
      walk: null,
    })
  })

  it('keeps a step of the passes that there may be, and nothing else', () => {
    const shown = (walk: unknown) => readPresence({ user, walk })?.walk
    expect(shown(0)).toBe(0)
    for (const broken of [-1, 1.5, Number.NaN, 1e9, '3', {}]) expect(shown(broken)).toBeNull()
  })

  it.each([
    ['nothing', null],
    ['a text', 'user'],
    ['nobody', { cursor: null }],
    ['a colour outside of the palette', { user: { ...user, color: 12 } }],
    ['a colour between two', { user: { ...user, color: 0.5 } }],
    ['an inherited user', Object.create({ user })],
  ])('is null for %s', (_what, raw) => {
    expect(readPresence(raw)).toBeNull()
  })

  it('cuts names to 40 characters, counting an emoji as one (W8)', () => {
    const name = readPresence({ user: { ...user, name: '🙂'.repeat(50) } })?.user.name
    expect(name).toBe('🙂'.repeat(40))
  })

  it('drops line breaks, escape codes and marks that turn the text around (W8)', () => {
    const name = readPresence({ user: { ...user, name: ' A\nd\u001b[31ma\u202e ' } })?.user.name
    expect(name).toBe('Ad[31ma')
  })
})
