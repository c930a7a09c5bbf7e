import * as Y from 'yjs'
import type { History, LoggedUpdate } from '../storage/storage'
import { readStoredDocument } from './stored-document'

/** What somebody did to a board in one go: their changes that nobody else's came between. */
export interface Span {
  /** The public id of the participant. */
  readonly participant: string
  /** The numbers of the first and the last change in the log. */
  readonly first: number
  readonly last: number
  /** When the server took them, in ms since 1970. */
  readonly begin: number
  readonly end: number
  /** How many elements there were on the board after it. */
  readonly elements: number
}

/** A board as it was before its update `n`. Throws `RangeError` when its history does not reach back so far. */
export function documentBefore({ start, updates }: History, n: number): Y.Doc {
  if (n <= (start?.n ?? 1)) throw new RangeError(`The history begins after change ${start?.n ?? 1}.`)
  const snapshot = start && { ...start, authors: new Map<number, string>() }
  return readStoredDocument({ snapshot, updates: updates.filter(update => update.n < n) }).doc
}

/** The number of the first update that was taken at a time (ms since 1970) or later; null when there is none. */
export function firstSince({ updates }: History, time: number): number | null {
  return updates.find(({ at }) => at >= time)?.n ?? null
}

/** Who changed the board when, the oldest first. */
export function spansOf({ start, updates }: History): Span[] {
  const doc = new Y.Doc()
  if (start !== null) Y.applyUpdate(doc, start.bytes)
  const annotations = doc.getMap('annotations')
  return runsOf(updates).map(run => {
    doc.transact(() => {
      for (const { bytes } of run) Y.applyUpdate(doc, bytes)
    })
    const [first, last] = [run[0], run[run.length - 1]]
    return {
      participant: first.participant,
      first: first.n,
      last: last.n,
      begin: first.at,
      end: last.at,
      elements: annotations.size,
    }
  })
}

/** Updates of one participant in a row; none is empty. */
function runsOf(updates: readonly LoggedUpdate[]): LoggedUpdate[][] {
  const runs: LoggedUpdate[][] = []
  for (const update of updates) {
    const run = runs.at(-1)
    if (run?.[0].participant === update.participant) run.push(update)
    else runs.push([update])
  }
  return runs
}
