import { LocalCopy } from '../browser/local-copy'
import { forgetBoard, visitedBoards } from '../browser/visited'

/** A board is deleted: takes what this browser kept of it away too, but for copies of work that a person keeps. */
export function forgetRemoved(boardId: string): void {
  for (const board of visitedBoards()) if (board.id === boardId) forgetBoard(board)
  void LocalCopy.removeAll(boardId)
}
