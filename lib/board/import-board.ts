import { addWritings } from './annotations/add'
import { openAnnotations } from './annotations/annotations'
import { importedElements } from './annotations/copy'
import { MAX_ELEMENTS } from './annotations/limits'
import { FULL, NOT_ARRIVED, type Refusal } from './annotations/refusal'
import type { Writing } from './annotations/write-element'
import type { Board } from './board'
import type { BoardFile } from './board-json'
import { setTitle } from './edit-title'
import { loadChain } from './load-chain'
import { isSeeded } from './schema'

/** Bytes of annotations that are written at a time: a live update may have a million, and comes with others of its moment. */
const PART = 200_000

/**
 * Puts what a file brings on the board, part by part: the chain in the place of the one that is there, the annotations beside those that are
 * there, and the title where there is none. Each step gives the share that is done; between two steps the caller
 * waits until they are on their way. Whoever wants one undo item holds a gesture around them.
 *
 * @returns null when all is done; or why nothing was written
 */
export function* importBoard(
  board: Board,
  { chain, title, elements }: BoardFile,
): Generator<number, Refusal, undefined> {
  if (!isSeeded(board.doc)) return NOT_ARRIVED
  const count = elements?.elements.length ?? 0
  if (openAnnotations(board).elements.size + count > MAX_ELEMENTS) return FULL
  if (chain !== null && !loadChain(board, chain)) return 'The chain does not fit on a board.'
  if (board.model().title === '' && title !== '') setTitle(board, title)
  if (elements === null) return null
  // After the chain, so that what held on to one of its layers finds the new one by its place.
  const imported = importedElements(board, elements)
  if ('refused' in imported) return imported.refused
  let done = 0
  for (const part of partsOf(imported.writings)) {
    const orders = imported.orders?.slice(done, done + part.length)
    const refused = addWritings(board, part, orders)
    if (refused !== null) return refused
    done += part.length
    if (done < count) yield done / count
  }
  return null
}

function* partsOf(writings: readonly Writing[]): Generator<readonly Writing[]> {
  let part: Writing[] = []
  let bytes = 0
  for (const writing of writings) {
    const size = sizeOf(writing)
    if (bytes + size > PART && part.length > 0) {
      yield part
      part = []
      bytes = 0
    }
    part.push(writing)
    bytes += size
  }
  if (part.length > 0) yield part
}

/** About how many bytes an element takes in an update. */
function sizeOf({ fields, text, lines, cuts }: Writing): number {
  const points = fields.get('points')
  const ink = points instanceof Uint8Array ? points.length : 0
  const written = lines.reduce((sum, line) => sum + 100 + 3 * line.text.length, 3 * (text?.length ?? 0))
  return 200 + ink + written + 16 * cuts.length
}
