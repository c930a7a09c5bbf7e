import type { CSSProperties } from 'react'
import { PALETTE_SIZE } from '@/lib/protocol'
import { personColor } from '../people/person-color'

/** A colour for a participant who may not be here to say theirs: always the same one. */
export function participantColor(id: string): CSSProperties {
  let sum = 0
  for (const character of id) sum = (31 * sum + (character.codePointAt(0) ?? 0)) % 65_521
  return personColor(sum % PALETTE_SIZE)
}
