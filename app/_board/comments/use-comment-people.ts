'use client'

import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Mention, Thread } from '@/lib/board'
import type { Presences } from '../people/presences'

/** Who can be mentioned, by name: those who are here, and those who wrote. A person goes by their newest name. */
export function useCommentPeople(
  presences: Presences,
  threads: readonly Thread[],
  me: string,
): readonly Mention[] {
  const present = useStore(
    presences,
    useShallow(({ participants }) => participants.map(({ user }) => `${user.id} ${user.name}`)),
  )
  return useMemo(() => {
    const names = new Map<string, string>()
    for (const { messages } of threads) for (const { by, name } of messages) names.set(by, name)
    for (const person of present) {
      const space = person.indexOf(' ')
      names.set(person.slice(0, space), person.slice(space + 1))
    }
    const people = Array.from(names, ([id, name]) => ({ id, name }))
    return people
      .filter(({ id, name }) => id !== me && name !== '')
      .sort((a, b) => a.name.localeCompare(b.name))
  }, [present, threads, me])
}
