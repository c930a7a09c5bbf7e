'use client'

import { Suspense, useMemo } from 'react'
import { useSession } from '../board-scope'
import { useCanvas } from '../canvas/canvas-scope'
import { useCanvasState } from '../canvas/use-canvas-state'
import { lazyPart } from '../interface/lazy-part'
import { sourceOf } from './stage-exports'
import { useFileDrop } from './use-file-drop'

const ExportDialog = lazyPart(() => import('./ExportDialog').then(m => m.ExportDialog))
const ImportDialog = lazyPart(() => import('./ImportDialog').then(m => m.ImportDialog))

/** The dialogs that take the board out of the page and files into it, for the canvas that they draw and fill. */
export function ExportHost() {
  const stage = useCanvas()
  const dialog = useSession(session => session.fileDialog)
  const selection = useCanvasState(state => state.selection)
  const source = useMemo(() => sourceOf(stage), [stage])
  const [dropped, forget] = useFileDrop(stage)
  const close = () => {
    forget()
    stage.session.setState({ fileDialog: null })
  }
  return (
    <Suspense>
      {dialog === 'export' && (
        <ExportDialog source={source} selection={selection} onSay={stage.tell} onClose={close} />
      )}
      {dialog === 'import' && <ImportDialog file={dropped} onSay={stage.tell} onClose={close} />}
    </Suspense>
  )
}
