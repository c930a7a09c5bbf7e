'use client'

import { useEffect } from 'react'
import type { CanvasScope } from '../canvas-scope'
import { liveStrokesOf } from './live-strokes'

/** Follows what the others draw, as presence tells it. */
export function useOthersInk({ presences, places, state }: CanvasScope): void {
  useEffect(() => {
    const live = liveStrokesOf({ state, places })
    const hear = () => live.hear(presences.getState().participants, performance.now())
    hear()
    return presences.subscribe(hear)
  }, [presences, places, state])
}
