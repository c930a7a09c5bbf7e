/**
 * Counts the changes that the server has not committed. A change is carried either by an update, with others of the same
 * moment, or, when it was made before the connection could take it, by the answer to the server's step 1, which carries
 * everything.
 */
export class Unsaved {
  /** Changes that no message of the present connection carries yet. */
  private waiting = 0
  /** For each message on its way, in order: its number on this connection and the changes that it carries. */
  private sent: { readonly number: number; readonly changes: number }[] = []
  private lastNumber = 0

  get count(): number {
    return this.waiting + this.sent.reduce((sum, { changes }) => sum + changes, 0)
  }

  /** A change was made that nothing carries yet. */
  wait(): void {
    this.waiting++
  }

  /** A message with all changes that waited was sent. */
  sendWaiting(): void {
    this.sent.push({ number: ++this.lastNumber, changes: this.waiting })
    this.waiting = 0
  }

  /**
   * The answer to a step 1 was sent. It carries all that waited, and perhaps changes of an earlier visit that nobody
   * counted: unless it is empty, it counts as one change at least.
   */
  sendEverything(isEmpty: boolean): void {
    this.sent.push({ number: ++this.lastNumber, changes: Math.max(this.waiting, isEmpty ? 0 : 1) })
    this.waiting = 0
  }

  /** The first `number` messages of this connection are committed. */
  saved(number: number): void {
    this.sent = this.sent.filter(message => message.number > number)
  }

  /** The connection is gone, and nobody knows what became of the messages on their way. */
  disconnect(): void {
    this.waiting = this.count
    this.sent = []
    this.lastNumber = 0
  }
}
