'use client'

import { useEffect, useState } from 'react'
import { currentPerson } from '../people/person'
import { type LiveBoard, openLiveBoard } from './open-live-board'

/** Opens the board while the component is mounted; null until then. */
export function useLiveBoard(boardId: string, secret: string): LiveBoard | null {
  const [live, setLive] = useState<LiveBoard | null>(null)
  useEffect(() => {
    let isWanted = true
    let opened: LiveBoard | null = null
    void openLiveBoard(boardId, secret, currentPerson()).then(board => {
      opened = board
      if (isWanted) setLive(board)
      else board.close()
    })
    return () => {
      isWanted = false
      opened?.close()
      setLive(null)
    }
  }, [boardId, secret])
  return live
}
