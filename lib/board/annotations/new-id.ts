import type { Board } from '../board'
import { annotationsOf, ownClock } from '../schema'

const given = new WeakMap<Board, number>()

/**
 * An id for a new element or group, which nobody else makes (R2). It may be used long before the element is on the board: a
 * stroke has its id when the pen comes down.
 */
export function newElementId(board: Board): string {
  const root = annotationsOf(board.doc)
  for (let n = Math.max(ownClock(board.doc), (given.get(board) ?? -1) + 1); ; n++) {
    given.set(board, n)
    const id = `${board.doc.clientID.toString(36)}-${n.toString(36)}`
    if (!root.has(id)) return id
  }
}
