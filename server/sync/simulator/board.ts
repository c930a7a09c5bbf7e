import * as Y from 'yjs'
import { SEED_CLIENT, seedUpdate } from '@/lib/board'
import type { LoggedUpdate } from '../../storage/storage'
import { KEPT } from './edits'

/** The client id of somebody who was on the board before the run and does not come back. */
const EARLIER_CLIENT = 7
/** More than a room folds into a snapshot when it is left. */
const LONG = 510

/** Roots in which every board of a run holds something that is not for the people of the run. */
export const KEPT_IN = ['model', 'lesson', 'threads'] as const

/** The log of a board when a run begins: the seed, what is to be kept and, for an old board, a long history. */
export function firstUpdates(boardId: string, isOld: boolean): LoggedUpdate[] {
  return (isOld ? OLD : NEW).map(({ participant, bytes }, i) => ({
    boardId,
    n: i + 1,
    participant,
    at: 0,
    bytes,
  }))
}

const NEW = recordOf(doc => {
  doc.clientID = SEED_CLIENT
  for (const root of KEPT_IN) doc.getMap(root).set(KEPT, 'as it was')
}).map(bytes => ({ participant: 'server', bytes }))

const OLD = [
  ...NEW,
  ...recordOf(doc => {
    for (const { bytes } of NEW) Y.applyUpdate(doc, bytes)
    doc.clientID = EARLIER_CLIENT
    for (let i = 0; i < LONG; i++) doc.getMap('annotations').set(`old-${i % 30}`, i)
  })
    .slice(NEW.length)
    .map(bytes => ({ participant: 'earlier', bytes })),
]

/** The updates of a seeded document to which all this is done. */
function recordOf(change: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', update => updates.push(update))
  Y.applyUpdate(doc, seedUpdate())
  change(doc)
  return updates
}
