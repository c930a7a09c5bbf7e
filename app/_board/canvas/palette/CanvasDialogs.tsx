'use client'

import { lazy, Suspense } from 'react'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'

const CommandPalette = lazy(() => import('./CommandPalette').then(m => ({ default: m.CommandPalette })))
const KeySheet = lazy(() => import('./KeySheet').then(m => ({ default: m.KeySheet })))

/** What the keys open over the canvas; each comes when it is asked for. */
export function CanvasDialogs() {
  const { state } = useCanvas()
  const dialog = useCanvasState(state => state.dialog)
  const close = () => state.setState({ dialog: null })
  return (
    <Suspense>
      {dialog === 'palette' && <CommandPalette onClose={close} />}
      {dialog === 'keys' && <KeySheet onClose={close} />}
    </Suspense>
  )
}
