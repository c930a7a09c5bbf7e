import type { CSSProperties } from 'react'
import { PALETTE_SIZE } from '@/lib/protocol'
import { personColor } from '../people/person-color'

/** The colour of a participant: the one that they chose, while they are here to say it, else one that stays the same. */
export function participantColor(id: string, present: ReadonlyMap<string, number>): CSSProperties {
  const chosen = present.get(id)
  if (chosen !== undefined) return personColor(chosen)
  let sum = 0
  for (const character of id) sum = (31 * sum + (character.codePointAt(0) ?? 0)) % 65_521
  return personColor(sum % PALETTE_SIZE)
}
