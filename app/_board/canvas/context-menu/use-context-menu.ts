'use client'

import { useEffect } from 'react'
import { middleOf, type ScreenPoint, toScreen } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { screenPoint } from '../pointers/screen-point'
import { OWN_CONTROLS } from '../pointers/use-pointers'
import { boxAroundAll, uprightBoxOf } from '../selection/selected'
import { openMenuAt } from './open-menu'

/** A right click opens the menu of what lies there, the menu key that of what is selected. Fields keep the browser's own. */
export function useContextMenu(canvas: HTMLElement, stage: CanvasScope): void {
  useEffect(() => {
    const onContextMenu = (event: MouseEvent) => {
      // Somebody who is drawing, or whose finger rests, has been answered already.
      if (event.defaultPrevented) return
      // Ctrl with a click is a Mac's right click.
      const isByKey = event.button !== 2 && !event.ctrlKey
      if (!isByKey && event.target instanceof Element && event.target.closest(OWN_CONTROLS)) return
      event.preventDefault()
      if (isByKey) stage.state.setState({ menuAt: placeOfSelection(stage) })
      else openMenuAt(stage, screenPoint(event, canvas), 'mouse')
    }
    canvas.addEventListener('contextmenu', onContextMenu)
    return () => canvas.removeEventListener('contextmenu', onContextMenu)
  }, [canvas, stage])
}

/** The middle of what is selected, or of what is in sight. */
function placeOfSelection(stage: CanvasScope): ScreenPoint {
  const { selection, camera, viewport } = stage.state.getState()
  const around = boxAroundAll(stage, selection)
  return around === null
    ? { x: viewport.width / 2, y: viewport.height / 2 }
    : toScreen(camera, middleOf(uprightBoxOf(around)))
}
