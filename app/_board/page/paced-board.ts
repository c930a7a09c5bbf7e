import type { Board, ChangeListener } from '@/lib/board'
import { onceAFrame } from './once-a-frame'

/** A board for a page to show, and the way to stop following it. */
export interface PacedBoard {
  readonly board: Board
  stop(): void
}

/**
 * The same board, whose listeners hear of what others did at most once a frame: a page that painted each of their edits
 * would fall behind fast ones for good. What was done here they hear of at once, with all that came before it.
 */
export function pacedBoard(board: Board): PacedBoard {
  const listeners = new Set<ChangeListener>()
  const tell = (isLocal: boolean) => {
    for (const listener of [...listeners]) listener(isLocal)
  }
  const tellSoon = onceAFrame(() => tell(false))
  const stopFollowing = board.subscribe(isLocal => {
    if (!isLocal) return tellSoon()
    tellSoon.cancel()
    tell(true)
  })
  return {
    board: {
      ...board,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    stop() {
      stopFollowing()
      tellSoon.cancel()
    },
  }
}
