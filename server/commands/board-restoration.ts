import * as Y from 'yjs'
import type { History, Storage } from '../storage/storage'
import { documentBefore, firstSince, type Span, spansOf } from '../sync/past'
import { restoringUpdate } from '../sync/restoration'
import { readStoredDocument } from '../sync/stored-document'

/** Why a board is not restored, in words for whoever asked for it. */
export class NotRestorable extends Error {}

/** What an operator can do for the people of a board that somebody has spoilt: see what happened, and undo it. */
export class BoardRestoration {
  private constructor(
    private readonly storage: Storage,
    private readonly boardId: string,
    private readonly history: History,
  ) {}

  /** Rejects with `NotRestorable` when there is no such board. */
  static async of(storage: Storage, boardId: string): Promise<BoardRestoration> {
    if ((await storage.findLinks(boardId)) === null)
      throw new NotRestorable(`There is no board ${boardId} here.`)
    return new BoardRestoration(storage, boardId, await storage.readHistory(boardId))
  }

  /** Who changed the board when, a line each. */
  describe(): string {
    const { start } = this.history
    const begin = start === null ? [] : [`kept since change ${start.n}, ${timeOf(start.at)}`]
    return [...begin, ...spansOf(this.history).map(lineOf)].join('\n')
  }

  /**
   * Restores what the board was before a time, or before a change of the list, by one more change. Resolves, when that is on the
   * disk, with what was done, in words. Rejects with `NotRestorable`.
   */
  async restore(option: '--before' | '--before-change', value: string): Promise<string> {
    const n = option === '--before' ? this.changeAt(value) : this.changeCalled(value)
    const present = readStoredDocument(await this.storage.loadBoard(this.boardId))
    const bytes = restoringUpdate(present.doc, documentBefore(this.history, n), freshClient(present.doc))
    if (bytes === null) return `Board ${this.boardId} says what it said before change ${n}.`
    const change = present.last + 1
    const update = { boardId: this.boardId, n: change, participant: 'server', at: Date.now(), bytes }
    await this.storage.appendUpdates([update])
    return `Board ${this.boardId} is as it was before change ${n}, by change ${change}. Before that it is still what it was: --before-change ${change} brings it back.`
  }

  private changeAt(text: string): number {
    const time = Date.parse(text)
    if (Number.isNaN(time))
      throw new NotRestorable(`"${text}" is no time. One looks like 2026-11-25T12:00:00Z.`)
    const n = firstSince(this.history, time)
    if (n === null) throw new NotRestorable(`Nothing has changed since ${timeOf(time)}.`)
    return this.checked(n)
  }

  private changeCalled(text: string): number {
    if (!/^\d{1,15}$/.test(text)) throw new NotRestorable(`"${text}" is no number of a change.`)
    return this.checked(Number(text))
  }

  private checked(n: number): number {
    const first = this.history.start?.n ?? 1
    const last = this.history.updates.at(-1)?.n ?? first
    if (n > first && n <= last) return n
    throw new NotRestorable(
      `The board can be restored to what it was before changes ${first + 1} to ${last}.`,
    )
  }
}

function lineOf({ first, last, begin, end, participant, elements }: Span): string {
  const changes = first === last ? `change ${first}` : `changes ${first}–${last}`
  return `${timeOf(begin)} to ${timeOf(end)}  ${changes}  by ${participant}, then ${elements} elements`
}

const timeOf = (ms: number): string => new Date(ms).toISOString()

/** A client id under which nobody has written. */
function freshClient(doc: Y.Doc): number {
  let client = new Y.Doc().clientID
  while (doc.store.clients.has(client)) client = new Y.Doc().clientID
  return client
}
