'use client'

import { useEffect } from 'react'
import { MAX_SELECTION_SHOWN } from '@/lib/protocol'
import type { CanvasScope } from '../canvas-scope'

/** Keeps the selection true to the board, and shows it to the others. */
export function useSelection(stage: CanvasScope): void {
  useEffect(() => {
    const { state, annotations, announce } = stage
    const stopTidying = annotations.subscribe(({ removed }) => {
      if (removed.size === 0) return
      const { selection, editing, hovered } = state.getState()
      if (editing !== null && removed.has(editing)) state.setState({ editing: null })
      if (hovered !== null && removed.has(hovered)) state.setState({ hovered: null })
      const left = [...selection].filter(id => !removed.has(id))
      if (left.length < selection.size) state.setState({ selection: new Set(left) })
    })
    const stopShowing = state.subscribe(({ selection }, before) => {
      if (selection !== before.selection)
        announce({ selection: [...selection].slice(0, MAX_SELECTION_SHOWN) })
    })
    return () => {
      stopTidying()
      stopShowing()
    }
  }, [stage])
}
