'use client'

import { useEffect, useState } from 'react'
import { currentPerson } from '../people/person'
import { BoardVisit } from './board-visit'
import { warnBeforeLeaving } from './warn-before-leaving'

/** Visits the board while the component is mounted; null until that has begun. */
export function useBoardVisit(boardId: string, secret: string): BoardVisit | null {
  const [visit, setVisit] = useState<BoardVisit | null>(null)
  useEffect(() => {
    const begun = new BoardVisit(boardId, secret, currentPerson)
    const stopWarning = warnBeforeLeaving(begun)
    setVisit(begun)
    return () => {
      stopWarning()
      begun.end()
      setVisit(null)
    }
  }, [boardId, secret])
  return visit
}
