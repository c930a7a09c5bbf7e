'use client'

import { useEffect } from 'react'
import type { CanvasScope } from '../canvas-scope'
import { isTypedIn } from '../pointers/use-pointers'
import { TOOLS } from './tools'

/** Enter does without a pointer what the tool in the hand is there for. */
export function usePlaceKey(stage: CanvasScope): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      const place = TOOLS[stage.state.getState().tool]?.place
      if (place === undefined || !stage.mayAnnotate || hasOtherUse(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      place(stage)
    }
    // Before others: on a button of the bar Enter would take the tool that is in the hand already.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [stage])
}

/** Whether Enter means something else where the focus is. */
function hasOtherUse(target: EventTarget | null): boolean {
  if (isTypedIn(target)) return true
  if (!(target instanceof Element)) return false
  const control = target.closest('button, a, summary, [role="button"], [role="menuitem"], [role="dialog"]')
  return control !== null && control.getAttribute('aria-pressed') !== 'true'
}
