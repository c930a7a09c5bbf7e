'use client'

import { type RefObject, useLayoutEffect } from 'react'
import { boxAroundTurned, type ScreenPoint, toScreen } from '@/lib/canvas'
import { onceAFrame } from '../../page/once-a-frame'
import type { CanvasScope } from '../canvas-scope'
import { selectionFacts } from '../selection/selection-facts'

/** Between the bar and the selection, or the edge of the canvas, in screen px. */
const GAP = 14
/** What the handle to rotate takes above a selection. */
const KNOB = 26
const EDGE = 8

interface Extent {
  readonly width: number
  readonly height: number
}

/** Where the bar lies: above what is selected; without room there, below it; without any, at the upper edge of the canvas. */
export function barPlace(
  top: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  bar: Extent,
  canvas: Extent,
  above = GAP,
): ScreenPoint {
  const middle = (top.left + top.right) / 2 - bar.width / 2
  const x = Math.max(EDGE, Math.min(canvas.width - bar.width - EDGE, middle))
  const over = top.top - above - bar.height
  if (over >= EDGE) return { x, y: Math.min(over, canvas.height - bar.height - EDGE) }
  const under = top.bottom + GAP
  return { x, y: under + bar.height <= canvas.height - EDGE && under >= EDGE ? under : EDGE }
}

/** Keeps the bar near the selection as the camera and the selection move; out of the way while a gesture lasts. */
export function useBarPlace(stage: CanvasScope, bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { state, places } = stage
    const place = () => {
      const element = bar.current
      const { camera, viewport, preview, traces } = state.getState()
      const { around, canRotate } = selectionFacts(stage)
      if (element === null || around === null) return
      const isInTheWay = preview !== null || traces.marquee !== null || traces.lasso !== null
      element.style.visibility = isInTheWay ? 'hidden' : ''
      const box = boxAroundTurned(around.box, around.rotation)
      const [from, to] = [
        toScreen(camera, { x: box.minX, y: box.minY }),
        toScreen(camera, { x: box.maxX, y: box.maxY }),
      ]
      const { x, y } = barPlace(
        { left: from.x, top: from.y, right: to.x, bottom: to.y },
        { width: element.offsetWidth, height: element.offsetHeight },
        viewport,
        GAP + (canRotate ? KNOB : 0),
      )
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    }
    place()
    const soon = onceAFrame(place)
    const stops = [state.subscribe(soon), places.subscribe(soon)]
    return () => {
      soon.cancel()
      for (const stop of stops) stop()
    }
  }, [stage, bar])
}
