import * as Y from 'yjs'
import { createUndo, openBoard, seedUpdate } from '@/lib/board'
import type { ChainJson } from '@/lib/engine'
import type { BoardScope } from '../_board/board-scope'
import { createPresences } from '../_board/people/presences'
import { createSession } from '../_board/session'

/** Two layers: enough for a weight to act through another one, and for the gradient to come back through both. */
const MINIATURE_CHAIN: ChainJson = {
  x: 1,
  y: 0.5,
  layers: [
    { w: 0.8, activation: 'tanh' },
    { w: -0.5, activation: 'tanh' },
  ],
  loss: 'squared',
  eta: 0.5,
}

/** A board in this page's memory alone: no server, nobody else. The same at every call, so that a server can draw it. */
export function openMiniature(): BoardScope {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate(MINIATURE_CHAIN))
  const board = openBoard(doc)
  return {
    link: null,
    board,
    undo: createUndo(board),
    session: createSession(),
    presences: createPresences(),
    announce: () => {},
    readOnly: null,
    mayEdit: true,
    mayAnnotate: false,
  }
}
