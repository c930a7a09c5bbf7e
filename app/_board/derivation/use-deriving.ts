'use client'

import { useEffect } from 'react'
import type { CanvasScope } from '../canvas/canvas-scope'
import { deriveQuantity } from './derive-quantity'

/** Starts the derivations that other parts of the page ask for. */
export function useDeriving(stage: CanvasScope): void {
  useEffect(
    () =>
      stage.session.subscribe(({ deriving }) => {
        if (deriving === null) return
        stage.session.setState({ deriving: null })
        if (stage.mayAnnotate) deriveQuantity(stage, deriving)
      }),
    [stage],
  )
}
