import type { Board } from './board'
import { LOCAL, metaOf } from './schema'
import { cleanTitle } from './title'

/** Sets the board's title; what a title cannot hold is left out, see `cleanTitle`. */
export function setTitle(board: Board, title: string): boolean {
  const clean = cleanTitle(title)
  if (board.model().title === clean) return true
  board.doc.transact(() => metaOf(board.doc).set('title', clean), LOCAL)
  return true
}
