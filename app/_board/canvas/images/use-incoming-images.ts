'use client'

import { useEffect } from 'react'
import { toWorld } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { screenPoint } from '../pointers/screen-point'
import { isTypedIn } from '../pointers/use-pointers'
import { chooseAndAdd } from '../tools/image/image-tool'
import { bringImages } from './add-image-files'

/** Images come by being dropped on the canvas, pasted, or chosen as soon as the tool for them is taken. */
export function useIncomingImages(canvas: HTMLElement, stage: CanvasScope): void {
  useEffect(() => {
    const { state } = stage
    const stop = new AbortController()
    const { signal } = stop
    canvas.addEventListener(
      'dragover',
      event => {
        // Without this the browser would leave the board and open the file.
        if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
      },
      { signal },
    )
    canvas.addEventListener(
      'drop',
      event => {
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length === 0) return
        event.preventDefault()
        const at = toWorld(state.getState().camera, screenPoint(event, canvas))
        if (stage.mayAnnotate) void bringImages(stage, files, at)
        else stage.tell('A viewer link adds no images.')
      },
      { signal },
    )
    // On the window, after whoever knows more about what is pasted.
    window.addEventListener(
      'paste',
      event => {
        if (event.defaultPrevented || isTypedIn(event.target)) return
        const files = imagesIn(event.clipboardData)
        if (files.length === 0 || !stage.mayAnnotate) return
        event.preventDefault()
        void bringImages(stage, files)
      },
      { signal },
    )
    const stopWatching = state.subscribe(({ tool }, before) => {
      if (tool === 'image' && before.tool !== 'image') void chooseAndAdd(stage)
    })
    return () => {
      stop.abort()
      stopWatching()
    }
  }, [canvas, stage])
}

/** What of a clipboard is an image file. Pages and texts that come beside it are not looked at. */
export const imagesIn = (clipboard: DataTransfer | null): readonly File[] =>
  [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
