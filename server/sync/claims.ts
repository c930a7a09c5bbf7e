import type { Authors } from '../storage/storage'

/** How many ids are kept for people who left without having written under them. */
const MOST_UNWRITTEN = 1_000

/** An id becomes a participant's, before anything is written under it, or (null) nobody's any more. */
export interface Change {
  readonly client: number
  readonly participant: string | null
}

/**
 * Which participant writes under which Yjs client id. The first to use an id has it, over restarts too: whoever could
 * write under another's id could overwrite what that person has not sent yet. So nobody may be shown an id before
 * the log says whose it is, by what was written under it or by a claim: see `isShowable`.
 */
export class Claims {
  private readonly participants: Map<number, string>
  /** Ids under which nothing was written, of people who left; the longest gone first. */
  private readonly unwritten: Set<number>
  /** What the log has to say of ids under which nothing is written, and does not yet. */
  private changes = new Map<number, string | null>()
  /** Ids of which the next lines of the log will say whose they are. */
  private written = new Set<number>()
  /** Ids of which the log does not say yet whose they are. */
  private readonly unlogged = new Set<number>()

  /**
   * @param authors - who wrote what is in the log
   * @param claimed - who may write under ids under which nothing is in the log, the oldest first
   */
  constructor(authors: Authors, claimed: Authors = new Map()) {
    this.participants = new Map([...claimed, ...authors])
    this.unwritten = new Set([...claimed.keys()].filter(client => !authors.has(client)))
  }

  /** Whether `participant` may use the id: it is theirs, or nobody's yet. */
  allow(client: number, participant: string): boolean {
    const holder = this.participants.get(client)
    return holder === undefined || holder === participant
  }

  /** A participant who may write shows themselves under the id, and may have written under it what nobody has yet. */
  announce(client: number, participant: string): void {
    this.unwritten.delete(client)
    if (this.participants.get(client) === participant) return
    this.participants.set(client, participant)
    this.unlogged.add(client)
    this.changes.set(client, participant)
  }

  /** Content was taken that bears the id. */
  write(client: number, participant: string): void {
    this.unwritten.delete(client)
    if (this.participants.get(client) !== participant) {
      this.participants.set(client, participant)
      this.unlogged.add(client)
    }
    if (!this.unlogged.has(client)) return
    this.changes.delete(client)
    this.written.add(client)
  }

  /**
   * The participant left without having written under the id. They may come back with what they did meanwhile, so it
   * stays theirs, until a thousand others have left after them.
   */
  rest(client: number, participant: string): void {
    if (this.participants.get(client) !== participant) return
    this.unwritten.add(client)
    for (const oldest of this.unwritten) {
      if (this.unwritten.size <= MOST_UNWRITTEN) return
      if (this.unlogged.has(oldest)) continue // what is on its way to the log about it comes first
      this.unwritten.delete(oldest)
      this.participants.delete(oldest)
      this.changes.set(oldest, null)
    }
  }

  /** Whether others may see the id: no start of the server would give it to somebody else. */
  isShowable(client: number): boolean {
    return !this.unlogged.has(client)
  }

  /** Ids that nobody may see yet. */
  get hidden(): ReadonlySet<number> {
    return this.unlogged
  }

  get hasChanges(): boolean {
    return this.changes.size > 0
  }

  /** What the log has to say of ids under which nothing is written, since the last call. */
  takeChanges(): Change[] {
    const changes = Array.from(this.changes, ([client, participant]) => ({ client, participant }))
    this.changes = new Map()
    return changes
  }

  /** The ids that come into the log with what was written since the last call. */
  takeWritten(): readonly number[] {
    const written = [...this.written]
    this.written = new Set()
    return written
  }

  /** The log says now whose these are. */
  settle(clients: readonly number[]): void {
    for (const client of clients) this.unlogged.delete(client)
  }
}
