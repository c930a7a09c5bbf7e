'use client'

import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Presences } from '../people/presences'

/** The colours of those who are here, by their ids. */
export function usePresentColors(presences: Presences): ReadonlyMap<string, number> {
  const pairs = useStore(
    presences,
    useShallow(({ participants }) => participants.flatMap(({ user }) => [user.id, user.color])),
  )
  return useMemo(() => {
    const colors = new Map<string, number>()
    for (let i = 0; i + 1 < pairs.length; i += 2) colors.set(String(pairs[i]), Number(pairs[i + 1]))
    return colors
  }, [pairs])
}
