'use client'

import { useEffect } from 'react'
import { readWheel } from '@/lib/canvas'
import { panCamera, zoomCamera } from '../camera/move-camera'
import type { CanvasStore } from '../canvas-state'
import { screenPoint } from './screen-point'

/** The wheel, two fingers on a trackpad and a pinch on it move the board. */
export function useWheel(canvas: HTMLElement, state: CanvasStore): void {
  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      // What scrolls by itself does so: a long text that is typed in, for instance.
      if (event.target instanceof Element && event.target.closest('[data-scrolls]')) return
      event.preventDefault()
      const wish = readWheel(event, state.getState().viewport)
      if (wish.kind === 'pan') panCamera(state, wish.step)
      else zoomCamera(state, screenPoint(event, canvas), wish.factor)
    }
    canvas.addEventListener('wheel', onWheel, { passive: false })
    return () => canvas.removeEventListener('wheel', onWheel)
  }, [canvas, state])
}
