'use client'

import { useEffect } from 'react'
import type { CanvasScope } from '../canvas-scope'
import { TOOLS } from './tools'

/** Enter uses the tool in the hand in the middle of the window, for whoever has no pointer. */
export function useKeyboardStart(stage: CanvasScope): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return
      const { target } = event
      // On its own button Enter would take the tool that is in the hand already.
      const isFree =
        target === document.body ||
        (target instanceof Element &&
          target.matches('[data-canvas], [aria-pressed="true"][aria-keyshortcuts]'))
      const tool = TOOLS[stage.state.getState().tool]
      if (!isFree || tool?.start === undefined || !stage.mayAnnotate) return
      event.preventDefault()
      event.stopPropagation()
      tool.start(stage)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [stage])
}
