'use client'

import { useEffect, useState } from 'react'
import { type LiveBoard, openLiveBoard } from './open-live-board'
import { currentPerson } from './person'

/** Opens the board while the component is mounted; null until then. */
export function useLiveBoard(boardId: string, secret: string): LiveBoard | null {
  const [live, setLive] = useState<LiveBoard | null>(null)
  useEffect(() => {
    const opened = openLiveBoard(boardId, secret, currentPerson())
    setLive(opened)
    return () => opened.close()
  }, [boardId, secret])
  return live
}
