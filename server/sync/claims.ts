/**
 * Which participant writes and shows under which Yjs client id. The first to use an id has it: whoever could write
 * under another's id could overwrite what that person has not sent yet.
 */
export class Claims {
  private readonly participants = new Map<number, string>()

  /** Whether `participant` may use the id: it is theirs, or nobody's yet. */
  allow(client: number, participant: string): boolean {
    const holder = this.participants.get(client)
    return holder === undefined || holder === participant
  }

  take(client: number, participant: string): void {
    this.participants.set(client, participant)
  }

  release(client: number): void {
    this.participants.delete(client)
  }
}
