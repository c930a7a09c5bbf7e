import * as Y from 'yjs'
import { SEED_CLIENT } from './schema'

/**
 * How a copy of a board stands to the board as a server has it now:
 * - `nothing new`: the board holds all of it.
 * - `ahead`: the board lacks some of it, and would have it after a merge, with all that it holds itself.
 * - `alien`: it began as another board. A merge would mix two chains into one that nobody made.
 *
 * @param state the copy's whole document, as one update (Yjs encoding V1)
 */
export function compareCopy(board: Y.Doc, state: Uint8Array): 'nothing new' | 'ahead' | 'alien' {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, state)
  if (!hasSameSeed(board, copy)) return 'alien'
  return bringsNews(board, state) ? 'ahead' : 'nothing new'
}

function bringsNews(board: Y.Doc, state: Uint8Array): boolean {
  const trial = new Y.Doc()
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(board))
  let isChanged = false
  // Yjs emits it for a transaction that added or deleted something, and for no other.
  trial.on('update', () => {
    isChanged = true
  })
  Y.applyUpdate(trial, state)
  return isChanged
}

/** Seeds are written under one client id (R3): where both still hold what one wrote, it has to be the same. */
function hasSameSeed(a: Y.Doc, b: Y.Doc): boolean {
  const length = Y.getState(a.store, SEED_CLIENT)
  if (length !== Y.getState(b.store, SEED_CLIENT)) return false
  for (let clock = 0; clock < length; clock++) {
    const [left, right] = [itemAt(a, clock), itemAt(b, clock)]
    if (left !== null && right !== null && !isSameItem(left, right, clock)) return false
  }
  return true
}

/** What the seed wrote at a clock; null when it was deleted since, and with that its content. */
function itemAt({ store }: Y.Doc, clock: number): Y.Item | null {
  const item = Y.getItem(store, Y.createID(SEED_CLIENT, clock))
  return item instanceof Y.Item && !item.deleted ? item : null
}

function isSameItem(a: Y.Item, b: Y.Item, clock: number): boolean {
  return a.parentSub === b.parentSub && valueAt(a, clock) === valueAt(b, clock)
}

/** A value as text; of a type inside only that it is one, since its entries are items of their own. */
function valueAt({ content, id }: Y.Item, clock: number): string {
  if (content instanceof Y.ContentType) return 'a type'
  return JSON.stringify(content.getContent()[clock - id.clock]) ?? 'nothing'
}
