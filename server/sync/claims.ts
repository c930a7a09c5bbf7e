import type { Authors } from '../storage/storage'

/** How many ids are kept for people who left without having written under them. */
const MOST_UNWRITTEN = 1_000

/**
 * Which participant writes under which Yjs client id. The first to use an id has it, over restarts too: whoever could
 * write under another's id could overwrite what that person has not sent yet.
 */
export class Claims {
  private readonly participants: Map<number, string>
  /** Ids under which nothing was written, of people who left; the longest gone first. */
  private readonly unwritten = new Set<number>()

  /** @param authors - who wrote what is in the log */
  constructor(authors: Authors) {
    this.participants = new Map(authors)
  }

  /** Whether `participant` may use the id: it is theirs, or nobody's yet. */
  allow(client: number, participant: string): boolean {
    const holder = this.participants.get(client)
    return holder === undefined || holder === participant
  }

  take(client: number, participant: string): void {
    this.unwritten.delete(client)
    this.participants.set(client, participant)
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
      this.unwritten.delete(oldest)
      this.participants.delete(oldest)
    }
  }
}
