'use client'

import { useCallback, useRef, useSyncExternalStore } from 'react'
import { whenIdle } from '../interface/when-idle'
import type { CanvasScope } from './canvas-scope'

/**
 * Renders anew whenever an annotation changes; what changes while a gesture is shown counts when that is over. Another number
 * then.
 */
export function useAnnotationsVersion({ annotations, state }: CanvasScope): number {
  const last = useRef(annotations.version())
  const subscribe = useCallback(
    (listener: () => void) => {
      // The frame in which a gesture ends has enough to do.
      const soon = whenIdle(listener)
      const stops = [
        annotations.subscribe(listener),
        state.subscribe(({ preview }, before) => {
          if (preview === null && before.preview !== null) soon()
        }),
        soon.cancel,
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [annotations, state],
  )
  const version = () => {
    if (state.getState().preview === null) last.current = annotations.version()
    return last.current
  }
  return useSyncExternalStore(subscribe, version, version)
}
