'use client'

import { useCallback, useEffect, useState } from 'react'
import type { Role } from '@/lib/protocol'
import { askRole } from '../browser/api'
import { type RawBoard, rawBoard } from './raw-board'
import { readBoardOnce } from './read-board-once'

export interface RawReading {
  /** What the link lets its holder do, which the server says without opening the board; null while it has not said so. */
  readonly role: Role | 'none' | null
  readonly board: RawBoard | null
  /** When the board was read. */
  readonly at: Date | null
  /** Why there is no board, in words. */
  readonly failure: string | null
  readonly isReading: boolean
  readAgain(): void
}

type Outcome = Pick<RawReading, 'board' | 'at' | 'failure'>

const NOTHING: Outcome = { board: null, at: null, failure: null }

/** A board read once, and again when that is asked for. */
export function useRawBoard(boardId: string, secret: string): RawReading {
  const [role, setRole] = useState<RawReading['role']>(null)
  const [outcome, setOutcome] = useState(NOTHING)
  const [isReading, setReading] = useState(true)

  const read = useCallback(async () => {
    setReading(true)
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const [named, reading] = await Promise.all([
      askRole(boardId, secret),
      readBoardOnce(`${scheme}://${location.host}/sync/${boardId}`, secret),
    ])
    setRole(named)
    setOutcome(
      reading.ok
        ? { board: rawBoard(boardId, reading.state, reading.at), at: reading.at, failure: null }
        : { ...NOTHING, failure: reading.message },
    )
    setReading(false)
  }, [boardId, secret])

  useEffect(() => void read(), [read])
  return { role, ...outcome, isReading, readAgain: () => void read() }
}
