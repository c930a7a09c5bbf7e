'use client'

import { type RefObject, useLayoutEffect, useState } from 'react'
import { chainZoom } from '@/lib/canvas'

/** The zoom of a chain that fits its frame (`chainZoom`). `contents` names what the chain's size depends on. */
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
      setZoom(
        chainZoom({ width: clientWidth, height: clientHeight }, { width: offsetWidth, height: offsetHeight }),
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [frame, chain, contents])
  return zoom
}
