'use client'

import { type RefObject, useLayoutEffect } from 'react'
import { toScreen } from '@/lib/canvas'
import { useCanvas } from '../canvas-scope'

/**
 * Keeps the children of a layer where their places of the world (`data-x`, `data-y`) are in the window, as large as they are whatever
 * the zoom. `contents` changes when they do.
 */
export function useScreenPlaces(layer: RefObject<HTMLElement | null>, contents: unknown): void {
  const { state } = useCanvas()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the children follow the contents
  useLayoutEffect(() => {
    const place = () => {
      if (!layer.current) return
      const { camera } = state.getState()
      for (const child of layer.current.children) {
        if (!(child instanceof HTMLElement)) continue
        const { x, y } = toScreen(camera, { x: Number(child.dataset.x), y: Number(child.dataset.y) })
        child.style.translate = `${x}px ${y}px`
      }
    }
    place()
    return state.subscribe(({ camera }, before) => {
      if (camera !== before.camera) place()
    })
  }, [layer, state, contents])
}
