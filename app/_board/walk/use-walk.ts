'use client'

import { useEffect, useLayoutEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { explain, type PassStep, passOrder, quantityKey } from '@/lib/notation'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import type { Participant } from '../people/presences'
import { NO_MARKS } from '../session'
import { walkMarks } from './walk-marks'

/** The walk of this tab: where it is, and how it goes on. */
export interface WalkControl {
  readonly steps: readonly PassStep[]
  readonly at: number
  /** Who is followed. */
  readonly leader: Participant | null
  /** Goes to a place of its own, and so leaves whoever it followed. */
  readonly goTo: (at: number) => void
}

/** Walks through the passes for as long as it is rendered: the chain shows what was worked out, and the others may follow. */
export function useWalk(): WalkControl {
  const { session, announce, presences } = useBoardScope()
  const { biases } = useModel()
  const derived = useDerived()
  const walk = useSession(state => state.walk)
  const depth = derived.chain.layers.length
  const steps = useMemo(() => passOrder(depth, biases), [depth, biases])
  const leader = useStore(
    presences,
    ({ participants }) => participants.find(({ clientId }) => clientId === walk?.leader) ?? null,
  )
  const ledTo = leader?.walk ?? null
  const isFollowing = ledTo !== null
  const at = Math.min(isFollowing ? ledTo : (walk?.at ?? 0), steps.length)

  const current = steps[at - 1]
  const sources = current ? (explain(current.quantity, derived)?.sources ?? []) : []
  const sourceKeys = sources.map(quantityKey).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sources are new objects with every change of a number
  useLayoutEffect(() => {
    session.setState({ walk: { at, leader: isFollowing ? (walk?.leader ?? null) : null } })
    session.setState({ walkMarks: walkMarks(steps, at, sources) })
  }, [session, steps, at, isFollowing, sourceKeys])

  // Whoever follows leads nobody.
  useEffect(() => announce({ walk: isFollowing ? null : at }), [announce, isFollowing, at])

  useEffect(
    () => () => {
      session.setState({ walk: null, walkMarks: NO_MARKS })
      announce({ walk: null })
    },
    [session, announce],
  )

  return {
    steps,
    at,
    leader: isFollowing ? leader : null,
    goTo: place =>
      session.setState({ walk: { at: Math.max(0, Math.min(place, steps.length)), leader: null } }),
  }
}
