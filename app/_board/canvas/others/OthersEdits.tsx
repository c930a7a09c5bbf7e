'use client'

import { useEffect, useState } from 'react'
import type { AnyElement } from '@/lib/board'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'
import { editsInWords, makerOf } from './edits-in-words'

/** Edits come in bursts: they are told when none has come for so long, in ms. */
const QUIET_MS = 1500

/** Says what others do on the board to those who hear it, once they have asked for it: most of the time it would be too much. */
export function OthersEdits() {
  const { annotations, presences } = useCanvas()
  const isAsked = useCanvasState(state => state.saysOthersEdits)
  const [words, setWords] = useState('')

  useEffect(() => {
    if (!isAsked) return
    const known = new Set(annotations.elements.keys())
    const added = new Map<string, AnyElement>()
    const changed = new Set<string>()
    let removed = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const nameOf = (id: string): string | null =>
      presences.getState().participants.find(({ clientId }) => clientId === makerOf(id))?.user.name ?? null
    const tell = () => {
      const news = Array.from(added, ([id, element]) => ({ element, by: nameOf(id) }))
      const told = editsInWords({ added: news, changed: changed.size, removed })
      added.clear()
      changed.clear()
      removed = 0
      if (told !== null) setWords(told)
    }
    const stop = annotations.subscribe(change => {
      for (const [id, element] of change.changed) {
        if (change.isLocal) known.add(id)
        else if (known.has(id) && !added.has(id)) changed.add(id)
        else {
          known.add(id)
          added.set(id, element)
        }
      }
      for (const id of change.removed) {
        known.delete(id)
        changed.delete(id)
        if (!added.delete(id) && !change.isLocal) removed++
      }
      if (change.isLocal) return
      clearTimeout(timer)
      timer = setTimeout(tell, QUIET_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [annotations, presences, isAsked])

  return (
    <p className="unseen" role="log" aria-label="What others do">
      {isAsked ? words : ''}
    </p>
  )
}
