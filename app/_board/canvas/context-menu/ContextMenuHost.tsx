'use client'

import { Suspense } from 'react'
import { lazyPart } from '../../interface/lazy-part'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'

const ContextMenu = lazyPart(() => import('./ContextMenu').then(m => m.ContextMenu))

/** The menu over the canvas, where somebody has asked for it. */
export function ContextMenuHost() {
  const { state } = useCanvas()
  const at = useCanvasState(({ menuAt }) => menuAt)
  return (
    <Suspense>
      {at !== null && <ContextMenu at={at} onClose={() => state.setState({ menuAt: null })} />}
    </Suspense>
  )
}
