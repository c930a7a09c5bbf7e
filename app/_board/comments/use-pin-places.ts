'use client'

import { useEffect, useMemo, useReducer } from 'react'
import type { ThreadPlace } from '@/lib/board'
import type { Point } from '@/lib/canvas'
import type { Places } from '../canvas/places/places'
import { placeNow } from './thread-place'

/** Pins on the same spot stand beside each other, in screen px. */
const BESIDE = 20

export interface PinPlace extends Point {
  /** How far beside its place it stands, in screen px. */
  readonly beside: number
}

/** Where pins stand now, in the order of their threads: they follow what they hold on to. */
export function usePinPlaces(threads: readonly ThreadPlace[], places: Places): readonly PinPlace[] {
  const [moves, noteMove] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const stops = [places.subscribe(noteMove), places.subscribeQuantities(noteMove)]
    noteMove()
    return () => {
      for (const stop of stops) stop()
    }
  }, [places])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places have moved
  return useMemo(() => {
    const taken = new Map<string, number>()
    return threads.map(thread => {
      const { x, y } = placeNow(thread, places)
      const spot = `${Math.round(x)} ${Math.round(y)}`
      const before = taken.get(spot) ?? 0
      taken.set(spot, before + 1)
      return { x, y, beside: before * BESIDE }
    })
  }, [threads, places, moves])
}
