import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isStrongSecret } from '@/lib/protocol'
import { memoryStorage } from './memory-storage.testing'
import {
  beginRotation,
  dropRotation,
  MOST_ROTATIONS,
  noteRotation,
  rotationFrom,
  rotationTo,
} from './owner-rotations'

const BOARD = '0'.repeat(22)
const OLD = 'a'.repeat(43)

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage())
  return () => vi.unstubAllGlobals()
})

describe('a rotation of the owner link', () => {
  test('has a new secret that a server takes, and is kept before anybody is asked', () => {
    const rotation = beginRotation(BOARD, OLD)
    expect(isStrongSecret(rotation.to)).toBe(true)
    expect(rotationFrom(BOARD, OLD)).toEqual(rotation)
    expect(rotationTo(BOARD, rotation.to)).toEqual(rotation)
  })

  test('that was begun before is gone on with, to the same secret', () => {
    expect(beginRotation(BOARD, OLD)).toEqual(beginRotation(BOARD, OLD))
    expect(beginRotation(BOARD, 'b'.repeat(43)).to).not.toBe(beginRotation(BOARD, OLD).to)
  })

  test('is found under its state, and no more when it is dropped', () => {
    const rotation = beginRotation(BOARD, OLD)
    noteRotation(rotation, 'done')
    expect(rotationFrom(BOARD, OLD)?.state).toBe('done')
    dropRotation(rotation)
    expect(rotationFrom(BOARD, OLD)).toBeNull()
  })

  test('is forgotten after many newer ones', () => {
    for (let i = 0; i <= MOST_ROTATIONS; i++) beginRotation(BOARD, String(i).padStart(43, '0'))
    expect(rotationFrom(BOARD, '0'.repeat(43))).toBeNull()
    expect(rotationFrom(BOARD, '1'.padStart(43, '0'))).not.toBeNull()
  })

  test.each(['{', '7', '[7, null, {}]', '[{"boardId": "x", "from": "y", "to": "z"}]'])(
    'is not read from what somebody else left there: %s',
    text => {
      localStorage.setItem('chainboard.owner-rotations', text)
      expect(rotationFrom('x', 'y')).toBeNull()
      expect(beginRotation(BOARD, OLD).from).toBe(OLD)
    },
  )
})
