'use client'

import { memo, useCallback, useState } from 'react'
import { ChainStage } from '../chain/ChainStage'
import { CanvasFrame } from './CanvasFrame'
import { createCanvasState } from './canvas-state'
import { CanvasStateProvider } from './use-canvas-state'

/**
 * The board itself: the chain in a world without an edge, and what people put around it. Nothing on it is rendered anew because
 * the page around it is.
 */
export const BoardCanvas = memo(function BoardCanvas() {
  const [state] = useState(createCanvasState)
  const showColumn = useCallback(
    (column: Element) => {
      const frame = column.closest('[data-canvas]')
      if (frame === null) return
      void import('./camera/into-sight').then(({ bringToTheMiddle }) =>
        bringToTheMiddle(state, column, frame),
      )
    },
    [state],
  )
  return (
    <CanvasStateProvider value={state}>
      <ChainStage frame={CanvasFrame} onShowColumn={showColumn} />
    </CanvasStateProvider>
  )
})
