'use client'

import { type RefObject, useLayoutEffect } from 'react'
import { homeCamera } from '@/lib/canvas'
import type { CanvasStore } from '../canvas-state'
import { bringIntoSight } from './into-sight'

/**
 * Notes the size of the canvas, and keeps the camera on the chain until somebody moves it. `contents` names what the chain's
 * size depends on.
 */
export function useHome(
  state: CanvasStore,
  frame: RefObject<HTMLElement | null>,
  chain: RefObject<HTMLElement | null>,
  contents: string,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures anew when the contents change
  useLayoutEffect(() => {
    if (!frame.current || !chain.current) return
    const measure = () => {
      if (!frame.current || !chain.current) return
      const { clientWidth: width, clientHeight: height } = frame.current
      const { isHome } = state.getState()
      state.setState({ viewport: { width, height } })
      if (!isHome) return
      const { offsetWidth, offsetHeight } = chain.current
      state.setState({ camera: homeCamera({ width, height }, { width: offsetWidth, height: offsetHeight }) })
      // Whatever is worked on does not leave the sight.
      const focused = document.activeElement
      if (focused !== null && chain.current.contains(focused)) bringIntoSight(state, focused, frame.current)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [state, frame, chain, contents])
}
