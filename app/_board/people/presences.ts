import { createStore } from 'zustand/vanilla'
import type { Presence, Role } from '@/lib/protocol'

/** One browser tab on the board, as presence shows it. */
export interface Participant extends Presence {
  readonly clientId: number
  readonly isMe: boolean
}

/** What the page itself publishes; identity and digest are added by the connection. */
export type Announcement = Partial<Pick<Presence, 'cursor' | 'editing' | 'stroke' | 'selection' | 'walk'>>

/** Who is here. Each tab is a participant; two tabs of one person share `user.id`. */
export interface PresencesState {
  readonly participants: readonly Participant[]
}

export const createPresences = () => createStore<PresencesState>()(() => ({ participants: [] }))

export type Presences = ReturnType<typeof createPresences>

/** Who somebody is, and what their link lets them do, as far as the server has told. */
export const nameWithRole = ({
  name,
  role,
}: {
  readonly name: string
  readonly role?: Role | undefined
}): string => (role === undefined ? name : `${name} (${role})`)

/** One entry a person, me first, then in the order of their names. */
export function people(participants: readonly Participant[]): Participant[] {
  const byPerson = new Map<string, Participant>()
  for (const participant of participants) {
    const known = byPerson.get(participant.user.id)
    if (!known || participant.isMe) byPerson.set(participant.user.id, participant)
  }
  return [...byPerson.values()].sort(
    (a, b) => Number(b.isMe) - Number(a.isMe) || a.user.name.localeCompare(b.user.name),
  )
}
