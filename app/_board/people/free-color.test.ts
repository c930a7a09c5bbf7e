import { describe, expect, it } from 'vitest'
import { PALETTE_SIZE } from '@/lib/protocol'
import { freeColor } from './free-color'
import type { Participant } from './presences'

const person = (id: string, color: number): Participant => ({
  clientId: 0,
  isMe: false,
  user: { id, name: id, color },
  cursor: null,
  editing: null,
  selection: [],
  digest: null,
  stroke: null,
  walk: null,
})

describe('the colour of somebody who joins', () => {
  it('stays when nobody else has it', () => {
    expect(freeColor(person('b', 3).user, [person('a', 4)])).toBeNull()
  })

  it('moves to the next free one when somebody with a smaller id has it', () => {
    expect(freeColor(person('b', 3).user, [person('a', 3), person('c', 4)])).toBe(5)
  })

  it('stays when it is the other who gives way', () => {
    expect(freeColor(person('a', 3).user, [person('b', 3)])).toBeNull()
  })

  it('is not taken from my own other tab', () => {
    expect(freeColor(person('a', 3).user, [person('a', 3)])).toBeNull()
  })

  it('stays when all colours are taken', () => {
    const everyone = Array.from({ length: PALETTE_SIZE }, (_, i) => person(`a${i}`, i))
    expect(freeColor(person('b', 3).user, everyone)).toBeNull()
  })
})
