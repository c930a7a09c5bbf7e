'use client'

import { type RefObject, useLayoutEffect } from 'react'
import type { CanvasStore } from '../canvas-state'

/** For this long after it has moved the world is kept as a picture that can be moved cheaply; then it is drawn sharp. */
const SETTLED_AFTER_MS = 150

/** Moves an element that holds the world, whose origin is its top left corner, as the camera moves. */
export function useWorldTransform(
  state: CanvasStore,
  world: RefObject<HTMLElement | SVGElement | null>,
): void {
  useLayoutEffect(() => {
    const element = world.current
    if (!element) return
    let settling: ReturnType<typeof setTimeout> | undefined
    const place = () => {
      const { x, y, zoom } = state.getState().camera
      element.style.transform = `translate(${-x * zoom}px, ${-y * zoom}px) scale(${zoom})`
    }
    place()
    const stop = state.subscribe(({ camera }, before) => {
      if (camera === before.camera) return
      element.style.willChange = 'transform'
      place()
      clearTimeout(settling)
      settling = setTimeout(() => {
        element.style.willChange = ''
      }, SETTLED_AFTER_MS)
    })
    return () => {
      stop()
      clearTimeout(settling)
    }
  }, [state, world])
}
