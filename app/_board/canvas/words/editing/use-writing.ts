'use client'

import { useEffect } from 'react'
import { isHolder } from '@/lib/board'
import { useCanvas } from '../../canvas-scope'
import type { WordsInSight } from '../words-in-sight'
import { beginWriting, endWriting } from './writing'

/** Follows which element is written in, whoever opened it: one undo item each, and none without words is left behind. */
export function useWriting(sight: WordsInSight): void {
  const stage = useCanvas()
  useEffect(() => {
    const { state, places, annotations, mayAnnotate } = stage
    const isOpen = (id: string) => {
      const element = annotations.elements.get(id)
      return mayAnnotate && element !== undefined && isHolder(element) && !element.locked
    }
    const stopState = state.subscribe(({ editing }, before) => {
      if (editing === before.editing) return
      if (before.editing !== null) endWriting(stage, before.editing)
      if (editing === null) return
      if (isOpen(editing)) beginWriting(stage, editing)
      else state.setState({ editing: null })
    })
    // Somebody else may delete or lock it meanwhile.
    const stopPlaces = places.subscribe(() => {
      const { editing } = state.getState()
      if (editing !== null && !isOpen(editing)) state.setState({ editing: null })
    })
    return () => {
      stopState()
      stopPlaces()
    }
  }, [stage])

  // Whoever ends writing by a key goes on from the element.
  useEffect(() => {
    const { state } = stage
    return state.subscribe(({ editing }, before) => {
      if (before.editing === null || editing !== null) return
      const id = before.editing
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) sight.node(id)?.focus({ preventScroll: true })
      })
    })
  }, [stage, sight])
}
