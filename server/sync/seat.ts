import type { Limits } from '@/lib/protocol'
import { Bucket } from './bucket'

/**
 * What a room keeps about a connection in it: how much it may still send, and how far its changes are saved. Changes
 * are counted as they are received; the first `settled` of them need nothing but the next commit.
 */
export class Seat {
  /** The state vector of a step 1 to be answered. */
  wants: Uint8Array | null = null
  /** Whether it is to be shown everybody who is here. */
  wantsEveryone = false
  /** Step 1 messages of ours that were not answered yet. */
  asked = 0
  private received = 0
  private settled = 0
  private told = 0
  /** Why later changes do not count as saved: one before them was denied, or waits for the answer to a step 1. */
  private held: 'denied' | 'gap' | null = null
  private readonly messages: Bucket
  private readonly bytes: Bucket
  private readonly syncs: Bucket
  private clientIds = 0

  constructor(
    private readonly limits: Limits,
    now: number,
  ) {
    const { messagesPerSecond, bytesPerSecond, syncsPerMinute } = limits
    this.messages = new Bucket(messagesPerSecond, now)
    this.bytes = new Bucket(bytesPerSecond, now)
    this.syncs = Bucket.perMinute(syncsPerMinute, now)
  }

  /** Whether one more message of so many bytes is within the rates. */
  mayReceive(bytes: number, now: number): boolean {
    return this.messages.take(1, now) && this.bytes.take(bytes, now)
  }

  /** Whether the connection may ask for the board, or for who is on it, once more: the answer can be a million times the question. */
  maySync(now: number): boolean {
    return this.syncs.take(1, now)
  }

  /** Whether so many more client ids may come by this connection. Each stays in the board for good. */
  mayBring(clientIds: number): boolean {
    this.clientIds += clientIds
    return this.clientIds <= this.limits.clientIdsPerConnection
  }

  receiveChange(): void {
    this.received++
  }

  /** The last change was not taken, and its author goes on as if it had been: nothing after it counts as saved. */
  denyChange(): void {
    this.held = 'denied'
  }

  /** The last change builds on others that the answer to our step 1 brings. */
  postponeChange(): void {
    this.held ??= 'gap'
  }

  /** The last change was taken. An answer to our step 1 holds everything from before, so it settles that too. */
  settleChange(isAnswer: boolean): void {
    if (this.held === 'gap' && isAnswer) this.held = null
    if (this.held === null) this.settled = this.received
  }

  /** How many changes can be acknowledged after the next commit; null when that was said before. */
  takeSettled(): number | null {
    if (this.settled === this.told) return null
    this.told = this.settled
    return this.settled
  }
}
