'use client'

import { type RefObject, useLayoutEffect } from 'react'
import type { AnyElement } from '@/lib/board'
import { viewOf } from '@/lib/canvas'
import { useWorldTransform } from '../camera/use-world-transform'
import { useCanvas } from '../canvas-scope'
import type { Drawable } from './figure'
import { ShapeScene } from './shape-scene'

/** Draws a layer of shapes into an SVG, and keeps it as the board, the camera and the gesture in hand have it. */
export function useScene<Own extends Drawable>(
  svg: RefObject<SVGSVGElement | null>,
  isOwn: (element: AnyElement) => element is Own,
): void {
  const { places, images, state } = useCanvas()
  useWorldTransform(state, svg)
  useLayoutEffect(() => {
    if (!svg.current) return
    const scene = new ShapeScene(svg.current, { places, images }, isOwn)
    const look = () => {
      const { camera, viewport } = state.getState()
      scene.look(viewOf(camera, viewport))
    }
    look()
    scene.show(state.getState().preview)
    const stopFollowing = places.subscribe(change => scene.follow(change))
    const stopLooking = images.subscribe(hash => scene.refreshImage(hash))
    const stopWatching = state.subscribe(({ camera, viewport, preview }, before) => {
      if (camera !== before.camera || viewport !== before.viewport) look()
      if (preview !== before.preview) scene.show(preview)
    })
    return () => {
      stopFollowing()
      stopLooking()
      stopWatching()
    }
  }, [svg, places, images, state, isOwn])
}
