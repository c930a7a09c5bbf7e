'use client'

import { useEffect } from 'react'
import { type ScreenPoint, toWorld } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { removeSelection } from '../commands/edit-commands'
import { commandOf } from '../commands/table'
import { whoseKeys } from '../commands/whose-keys'
import { screenPoint } from '../pointers/screen-point'
import { SEAMS } from '../seams'
import { copiedSelection } from './clipboard'
import { pasteOnBoard } from './paste'

/** Copy, cut and paste by the browser's own events, which it sends for its keys and its menu. Whoever types keeps them. */
export function useClipboard(canvas: HTMLElement, stage: CanvasScope): void {
  useEffect(() => {
    let pointer: ScreenPoint | null = null
    const stop = new AbortController()
    const { signal } = stop
    const isForBoard = ({ target }: ClipboardEvent): boolean => {
      const owner = whoseKeys(target instanceof Element ? target : null)
      // A passage of the page that is marked is what is meant.
      const isMarked = !(document.getSelection()?.isCollapsed ?? true)
      return owner !== 'field' && owner !== 'surface' && !isMarked
    }
    const copy = (event: ClipboardEvent): boolean => {
      if (!isForBoard(event) || event.clipboardData === null) return false
      if (!commandOf('edit.copy')?.isEnabled(stage)) return false
      const { html, words } = copiedSelection(stage)
      event.clipboardData.setData('text/html', html)
      event.clipboardData.setData('text/plain', words)
      event.preventDefault()
      return true
    }
    document.addEventListener('copy', event => void copy(event), { signal })
    document.addEventListener(
      'cut',
      event => {
        if (commandOf('edit.cut')?.isEnabled(stage) && copy(event)) removeSelection(stage)
      },
      { signal },
    )
    document.addEventListener(
      'paste',
      event => {
        const { clipboardData: data } = event
        if (data === null || !isForBoard(event) || !stage.mayAnnotate) return
        const isImage = data.files.length > 0 && !data.types.includes('text/html')
        if (isImage && SEAMS.addImageFile === undefined) return
        event.preventDefault()
        // Read at once: after this event the browser shows nothing more of it.
        const pasted = {
          html: data.getData('text/html'),
          text: data.getData('text/plain'),
          files: [...data.files],
        }
        const at = pointer && toWorld(stage.state.getState().camera, pointer)
        void pasteOnBoard(stage, pasted, at)
      },
      { signal },
    )
    canvas.addEventListener('pointermove', event => (pointer = screenPoint(event, canvas)), { signal })
    canvas.addEventListener('pointerleave', () => (pointer = null), { signal })
    return () => stop.abort()
  }, [canvas, stage])
}
