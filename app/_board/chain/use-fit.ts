'use client'

import { type RefObject, useLayoutEffect, useState } from 'react'

/** Below this the numbers are too small to read. */
const SMALLEST = 0.8
/** A wide screen is read from further away. */
const LARGEST = 1.7

/**
 * The zoom at which the chain just fits its frame, between 0.8 and 1.7. A chain too long for that has its own size and is
 * scrolled along; one too high is as small as can be read, so that little of it is out of sight.
 * `contents` names what the chain's size depends on.
 */
export function useFit(
  frame: RefObject<HTMLElement | null>,
  chain: RefObject<HTMLElement | null>,
  contents: string,
): number {
  const [zoom, setZoom] = useState(1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures anew when the contents change
  useLayoutEffect(() => {
    if (!frame.current || !chain.current) return
    const measure = () => {
      if (!frame.current || !chain.current) return
      const { clientWidth, clientHeight } = frame.current
      const { offsetWidth, offsetHeight } = chain.current
      const across = clientWidth / offsetWidth
      const down = Math.max(SMALLEST, clientHeight / offsetHeight)
      const fitting = Math.min(LARGEST, across < SMALLEST ? 1 : across, down)
      // Whole hundredths, so that a pixel of rounding does not set it trembling.
      setZoom(Math.floor(fitting * 100) / 100)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [frame, chain, contents])
  return zoom
}
