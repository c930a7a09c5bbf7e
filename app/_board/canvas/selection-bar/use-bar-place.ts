'use client'

import { type RefObject, useLayoutEffect } from 'react'
import {
  type Box,
  boxAroundTurned,
  boxAt,
  boxBetween,
  intersects,
  type ScreenPoint,
  toScreen,
} from '@/lib/canvas'
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

/**
 * Where the bar lies: above what is selected, or below it where there is no room above, or where it would cover what should be seen
 * (`covers`: a box of the window); without room either way at the upper edge of the canvas.
 */
export function barPlace(
  selected: Box,
  bar: Extent,
  canvas: Extent,
  above = GAP,
  covers: (box: Box) => boolean = () => false,
): ScreenPoint {
  const middle = (selected.minX + selected.maxX) / 2 - bar.width / 2
  const x = Math.max(EDGE, Math.min(canvas.width - bar.width - EDGE, middle))
  const lowest = canvas.height - bar.height - EDGE
  const over = { x, y: Math.min(selected.minY - above - bar.height, lowest) }
  const under = { x, y: selected.maxY + GAP }
  const boxAtPlace = (at: ScreenPoint) => boxAt(at, bar.width, bar.height)
  const isOverRoom = over.y >= EDGE
  const isUnderRoom = under.y >= EDGE && under.y <= lowest
  if (isOverRoom && !(isUnderRoom && covers(boxAtPlace(over)) && !covers(boxAtPlace(under)))) return over
  return isUnderRoom ? under : { x, y: EDGE }
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
      const inWindow = (world: Box) =>
        boxBetween(
          toScreen(camera, { x: world.minX, y: world.minY }),
          toScreen(camera, { x: world.maxX, y: world.maxY }),
        )
      const { x, y } = barPlace(
        inWindow(box),
        { width: element.offsetWidth, height: element.offsetHeight },
        viewport,
        GAP + (canRotate ? KNOB : 0),
        covered => [...places.quantityBoxes()].some(quantity => intersects(inWindow(quantity), covered)),
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
