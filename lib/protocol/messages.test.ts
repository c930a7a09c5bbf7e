import { describe, expect, it } from 'vitest'
import {
  encodeAwareness,
  encodeDenied,
  encodeNotice,
  encodeSaved,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  readMessage,
} from './messages'

const bytes = Uint8Array.of(1, 2, 3)

describe('messages', () => {
  it('spell an empty step 1 as y-protocols does', () => {
    expect([...encodeStep1(Uint8Array.of(0))]).toEqual([0, 0, 1, 0])
  })

  it('are read as they were written', () => {
    expect(readMessage(encodeStep1(bytes))).toEqual({ kind: 'step1', stateVector: bytes })
    expect(readMessage(encodeStep2(bytes))).toEqual({ kind: 'step2', update: bytes })
    expect(readMessage(encodeUpdate(bytes))).toEqual({ kind: 'update', update: bytes })
    expect(readMessage(encodeAwareness(bytes))).toEqual({ kind: 'awareness', entries: bytes })
    expect(readMessage(encodeDenied('no'))).toEqual({ kind: 'denied', reason: 'no' })
    expect(readMessage(encodeSaved(300))).toEqual({ kind: 'saved', count: 300 })
    const notice = { kind: 'welcome', role: 'editor', participant: 'p', generation: 'g' } as const
    expect(readMessage(encodeNotice(notice))).toEqual({ kind: 'notice', notice })
  })

  it('leave notices that this version does not know unread', () => {
    const strange = encodeNotice({ kind: 'welcome', role: 'editor', participant: 'p', generation: 'g' })
    const text = new TextDecoder().decode(strange).replace('welcome', 'farewel')
    expect(readMessage(new TextEncoder().encode(text))).toEqual({ kind: 'notice', notice: null })
  })

  it('of a type that nobody knows are named as such (Y15)', () => {
    expect(readMessage(Uint8Array.of(99, 1, 2))).toEqual({ kind: 'unknown', type: 99 })
  })

  it.each([
    ['no bytes at all', []],
    ['an unknown sync message (Y15)', [0, 9, 0]],
    ['fewer bytes than announced', [0, 2, 5, 1]],
    ['a second message behind the first (Y15)', [0, 0, 1, 0, 0, 0, 1, 0]],
  ])('cannot be %s', (_what, frame) => {
    expect(() => readMessage(Uint8Array.from(frame))).toThrow()
  })
})
