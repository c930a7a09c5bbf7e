import type { LoggedUpdate } from '../storage/storage'
import { mergeUpdates } from './merge-updates'

/** An update that is in the document and not yet in the log. */
interface Accepted {
  readonly participant: string
  readonly bytes: Uint8Array
}

/** Changes on their way to the log. */
export interface Rows {
  readonly rows: readonly LoggedUpdate[]
  /** All of them in one, for everybody; null when there are none. */
  readonly update: Uint8Array | null
  /** How many bytes of changes are in it. */
  readonly size: number
}

/** The changes of a board that its document has and its log does not. */
export class UnloggedChanges {
  private accepted: Accepted[] = []
  private lastN: number
  /** How many bytes of changes are not in the log yet. */
  private waiting = 0

  /** @param last - the number of the last update in the log */
  constructor(
    private readonly boardId: string,
    last: number,
  ) {
    this.lastN = last
  }

  /** The number of the last update in the log or on its way there. */
  get last(): number {
    return this.lastN
  }

  /** Whether something was added that nobody has taken to the log. */
  get areNew(): boolean {
    return this.accepted.length > 0
  }

  /** How many bytes are not in the log yet, taken or not. */
  get bytes(): number {
    return this.waiting
  }

  add(participant: string, bytes: Uint8Array): void {
    this.waiting += bytes.length
    this.accepted.push({ participant, bytes })
  }

  /** What was added since the last call, as rows of the time `now` (ms). */
  take(now: number): Rows {
    const taken = this.accepted
    this.accepted = []
    const rows = byParticipant(taken).map(({ participant, bytes }): LoggedUpdate => {
      return { boardId: this.boardId, n: ++this.lastN, participant, at: now, bytes }
    })
    const updates = taken.map(({ bytes }) => bytes)
    const size = updates.reduce((sum, { length }) => sum + length, 0)
    return { rows, update: mergeUpdates(updates), size }
  }

  /** So many bytes of what was taken are in the log. */
  settle(size: number): void {
    this.waiting -= size
  }
}

/** Joins what one participant did in a row. */
function byParticipant(updates: readonly Accepted[]): Accepted[] {
  const runs: { participant: string; updates: Uint8Array[] }[] = []
  for (const { participant, bytes } of updates) {
    const run = runs.at(-1)
    if (run?.participant === participant) run.updates.push(bytes)
    else runs.push({ participant, updates: [bytes] })
  }
  return runs.flatMap(({ participant, updates }) => {
    const bytes = mergeUpdates(updates)
    return bytes === null ? [] : [{ participant, bytes }]
  })
}
