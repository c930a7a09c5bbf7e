import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { MESSAGE } from './codes'
import {
  encodeAwareness,
  encodeDenied,
  encodeNotice,
  encodeSaved,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  readMessage,
  STORAGE_STATES,
} from './messages'

const bytes = Uint8Array.of(1, 2, 3)

const noticeFrame = (json: string): Uint8Array =>
  encoding.encode(encoder => {
    encoding.writeVarUint(encoder, MESSAGE.notice)
    encoding.writeVarString(encoder, json)
  })

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
    for (const state of STORAGE_STATES) {
      const trouble = { kind: 'storage', state } as const
      expect(readMessage(encodeNotice(trouble))).toEqual({ kind: 'notice', notice: trouble })
    }
  })

  it.each([
    ['of another kind', '{"kind":"farewell","role":"editor","participant":"p","generation":"g"}'],
    [
      'that welcomes in an unknown role',
      '{"kind":"welcome","role":"king","participant":"p","generation":"g"}',
    ],
    ['that names no generation', '{"kind":"welcome","role":"editor","participant":"p"}'],
    ['of an unknown state of the storage', '{"kind":"storage","state":"on fire"}'],
    ['that is no object', 'null'],
  ])('leave a notice %s unread', (_what, json) => {
    expect(readMessage(noticeFrame(json))).toEqual({ kind: 'notice', notice: null })
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
