'use client'

import { type RefObject, useLayoutEffect } from 'react'
import { homeCamera } from '@/lib/canvas'
import type { CanvasStore } from '../canvas-state'
import { roomBelow } from './room-below'

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
      const viewport = { width, height }
      const { offsetWidth, offsetHeight } = chain.current
      const inClear = { width, height: height - roomBelow(frame.current) }
      const home = homeCamera(inClear, { width: offsetWidth, height: offsetHeight })
      state.setState(({ isHome, camera }) => ({ viewport, camera: isHome ? home : camera }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [state, frame, chain, contents])
}
