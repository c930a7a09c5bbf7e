'use client'

import { useEffect } from 'react'
import type { ThreadPlace } from '@/lib/board'
import type { CanvasScope } from '../canvas/canvas-scope'
import { takeTool } from '../canvas/canvas-state'
import { isTypedIn } from '../canvas/pointers/use-pointers'
import { keyFromPage, placeOnElement, placeOnQuantity } from './thread-place'

/** C comments on the quantity that has the focus or the annotation that is selected, else it takes the tool; Ctrl+Alt+M where one types. */
export function useCommentKeys(stage: CanvasScope): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!stage.mayAnnotate || event.defaultPrevented || event.isComposing || !isForComments(event)) return
      const focused = event.target instanceof Element ? event.target : null
      if (focused?.closest('[role="dialog"], [role="menu"], [role="alertdialog"]')) return
      event.preventDefault()
      const place = quantityOf(stage, focused) ?? selectedOf(stage)
      if (place === null) takeTool(stage.state, 'comment')
      else stage.state.setState({ commenting: { kind: 'new', place } })
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [stage])
}

function isForComments({ key, code, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean {
  if (code === 'KeyM' && (ctrlKey || metaKey) && altKey) return true
  return key.toLowerCase() === 'c' && !ctrlKey && !metaKey && !altKey && !shiftKey && !isTypedIn(target)
}

function quantityOf({ board, places }: CanvasScope, focused: Element | null): ThreadPlace | null {
  const name = focused?.closest<HTMLElement>('[data-place-of]')?.dataset.placeOf
  const key = name === undefined ? null : keyFromPage(name, board.model().layers)
  return key === null ? null : placeOnQuantity(places, key)
}

function selectedOf({ places, state }: CanvasScope): ThreadPlace | null {
  const [id, ...others] = state.getState().selection
  const element = id === undefined || others.length > 0 ? undefined : places.get(id)
  return element === undefined ? null : placeOnElement(element)
}
