import * as Y from 'yjs'
import type { Sample } from '@/lib/engine'
import type { Board } from './board'
import { edit } from './edit'
import { MAX_SAMPLES } from './limits'
import { firstOrders, orderAt } from './order'
import { freshId } from './schema'
import { isFiniteNumber } from './values'

/**
 * Adds a row at the end of the sample table. The first one comes with a row for the model's (x, y), which was the only
 * sample until then.
 *
 * @returns the new row's id, or null when it is refused
 */
export function addSample(board: Board, sample: Sample, at?: number): string | null {
  const { samples: shown, run, x, y } = board.model()
  if (shown.length >= MAX_SAMPLES || !isFiniteSample(sample)) return null
  const id = freshId(board.doc)
  const added = edit(board, at, ({ samples }) => {
    if (shown.length === 0) {
      writeSamples(samples, run.chain, id, [{ x, y }, sample])
    } else {
      const rows = shown.map(row => samples.get(row.id)).filter(row => row instanceof Y.Map)
      samples.set(rowId(id, 1), sampleRow(run.chain, orderAt(rows, rows.length), sample))
    }
  })
  return added ? rowId(id, 1) : null
}

/** Sets one value of one row. */
export function setSample(board: Board, id: string, which: 'x' | 'y', value: number, at?: number): boolean {
  const shown = board.model().samples.find(sample => sample.id === id)
  if (shown === undefined || !isFiniteNumber(value)) return false
  if (Object.is(shown[which], value)) return true
  return edit(board, at, ({ samples }) => {
    const row = samples.get(id)
    if (row instanceof Y.Map) row.set(which, value)
  })
}

/** Removes a row. Without rows the model's (x, y) is the only sample again. */
export function removeSample(board: Board, id: string, at?: number): boolean {
  if (!board.model().samples.some(sample => sample.id === id)) return false
  return edit(board, at, ({ samples }) => samples.delete(id))
}

/** Puts other rows in place of all rows; none at all is allowed. Refused beyond 100. */
export function replaceSamples(board: Board, rows: readonly Sample[], at?: number): boolean {
  if (rows.length > MAX_SAMPLES || !rows.every(isFiniteSample)) return false
  const { samples: shown, run } = board.model()
  if (shown.length === 0 && rows.length === 0) return true
  const id = freshId(board.doc)
  return edit(board, at, ({ samples }) => {
    for (const old of shown) samples.delete(old.id)
    writeSamples(samples, run.chain, id, rows)
  })
}

/** Writes the rows of a new table; their ids grow from `id`. */
export function writeSamples(
  samples: Y.Map<unknown>,
  chain: string,
  id: string,
  rows: readonly Sample[],
): void {
  const orders = firstOrders(rows.length)
  for (const [i, row] of rows.entries()) samples.set(rowId(id, i), sampleRow(chain, orders[i] ?? '', row))
}

export const isFiniteSample = ({ x, y }: Sample): boolean => isFiniteNumber(x) && isFiniteNumber(y)

const rowId = (id: string, i: number): string => `${id}-${i}`

const sampleRow = (chain: string, order: string, { x, y }: Sample): Y.Map<unknown> =>
  new Y.Map<unknown>(Object.entries({ chain, order, x, y }))
