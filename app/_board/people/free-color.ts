import { PALETTE_SIZE } from '@/lib/protocol'
import type { Participant } from './presences'

/**
 * The colour that I should show instead of mine, or null when mine will do. Of two people with one colour the one with
 * the greater id gives way, so that they do not both change.
 */
export function freeColor(me: Participant['user'], participants: readonly Participant[]): number | null {
  const others = participants.filter(({ user }) => user.id !== me.id)
  if (!others.some(({ user }) => user.color === me.color && user.id < me.id)) return null
  const taken = new Set(others.map(({ user }) => user.color))
  const free = Array.from({ length: PALETTE_SIZE }, (_, i) => (me.color + i) % PALETTE_SIZE)
  return free.find(color => !taken.has(color)) ?? null
}
