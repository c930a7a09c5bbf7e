'use client'

import { Suspense } from 'react'
import { lazyPart } from '../../interface/lazy-part'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'

const CommandPalette = lazyPart(() => import('./CommandPalette').then(m => m.CommandPalette))
const KeySheet = lazyPart(() => import('./KeySheet').then(m => m.KeySheet))

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
