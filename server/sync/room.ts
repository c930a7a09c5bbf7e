import * as Y from 'yjs'
import { SEED_CLIENT } from '@/lib/board'
import {
  CLOSE,
  encodeAwareness,
  encodeDenied,
  encodeSaved,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Limits,
  type Message,
  type Role,
  readMessage,
} from '@/lib/protocol'
import type { LoggedUpdate } from '../storage/storage'
import { Bucket } from './bucket'
import { Claims } from './claims'
import { judge } from './guard'
import type { Peer } from './peer'
import { NO_PRESENCE, PresenceTable } from './presence'
import { isWhole } from './stored-document'

/** What a room keeps about a connection in it. */
interface Seat {
  readonly messages: Bucket
  readonly bytes: Bucket
  /** Document updates received, and how many of the first of them need nothing but the next commit. */
  received: number
  settled: number
  /** The last count that was told to the client. */
  saved: number
  /** Why later updates do not count as saved: one before them was denied, or waits for the answer to a step 1. */
  held: 'denied' | 'gap' | null
  /** Step 1 messages of ours that were not answered yet. */
  asked: number
  /** The state vector of a step 1 to be answered. */
  wants: Uint8Array | null
}

/** An update that is in the document and not yet in the log. */
interface Accepted {
  readonly participant: string
  readonly bytes: Uint8Array
}

/** What a room lets out once `rows` are committed. */
export interface Batch {
  readonly rows: readonly LoggedUpdate[]
  readonly update: Uint8Array | null
  readonly answers: readonly (readonly [Peer, Uint8Array])[]
  readonly saved: readonly (readonly [Peer, number])[]
}

/**
 * One board while somebody is on it. It has no sockets, timers, clock or files: peers, the time and the moment of
 * a commit come from outside. What it takes goes through the guard into the document at once, and out to people
 * only through `collect`, a commit by the caller, and `publish`: what anybody has seen is on the disk.
 */
export class Room {
  private readonly seats = new Map<Peer, Seat>()
  private readonly claims = new Claims()
  private readonly presence: PresenceTable
  private accepted: Accepted[] = []
  /** At most this many bytes does the document take when encoded; exact after a look. */
  private bytes: number
  private encoded: Uint8Array | null
  private failed = false

  /**
   * @param doc - the board as it is in the log
   * @param lastN - the number of its last update there
   * @param wake - called when there is something to collect
   */
  constructor(
    readonly boardId: string,
    readonly doc: Y.Doc,
    private lastN: number,
    private readonly limits: Limits,
    private readonly wake: () => void,
  ) {
    this.claims.take(SEED_CLIENT, 'the server')
    this.presence = new PresenceTable(this.claims, limits.presenceBytes)
    this.encoded = Y.encodeStateAsUpdate(doc)
    this.bytes = this.encoded.length
  }

  get size(): number {
    return this.seats.size
  }

  /** The number of the last update in the log or on its way there. */
  get last(): number {
    return this.lastN
  }

  join(peer: Peer, now: number): void {
    if (this.failed) {
      peer.close(CLOSE.tryAgain, 'The board is being loaded again.')
      return
    }
    if (this.seats.size >= this.limits.participants) {
      peer.close(CLOSE.tryAgain, 'This board is full. Your place comes when somebody leaves.')
      return
    }
    const { messagesPerSecond, bytesPerSecond } = this.limits
    const seat: Seat = {
      messages: new Bucket(messagesPerSecond, now),
      bytes: new Bucket(bytesPerSecond, now),
      received: 0,
      settled: 0,
      saved: 0,
      held: null,
      asked: 0,
      wants: null,
    }
    this.seats.set(peer, seat)
    this.ask(peer, seat)
    this.showEveryone(peer)
  }

  leave(peer: Peer): void {
    if (!this.seats.delete(peer)) return
    const client = this.presence.leave(peer)
    if (client !== null && Y.getState(this.doc.store, client) === 0) this.claims.release(client)
    if (this.presence.hasNews) this.wake()
  }

  /** Ends the connections of roles whose links were replaced. */
  revoke(roles: readonly Role[]): void {
    for (const peer of [...this.seats.keys()]) {
      if (roles.includes(peer.role))
        this.expel(peer, CLOSE.revoked, 'This link was replaced. Ask for the new one.')
    }
  }

  /** Whether the room must not be used any more: its document may differ from the log. */
  get isAbandoned(): boolean {
    return this.failed
  }

  /** Ends every connection and the room itself; clients come back by themselves, and it is loaded anew for them. */
  abandon(code: number, reason: string): void {
    this.failed = true
    for (const peer of [...this.seats.keys()]) this.expel(peer, code, reason)
  }

  keepAlive(): void {
    const frame = encodeAwareness(NO_PRESENCE)
    for (const peer of this.seats.keys()) peer.send(frame)
  }

  receive(peer: Peer, frame: Uint8Array, now: number): void {
    const seat = this.seats.get(peer)
    if (seat === undefined) return
    try {
      this.handle(peer, seat, frame, readMessage(frame), now)
    } catch {
      this.expel(peer, CLOSE.malformed, 'A message could not be read.')
    }
  }

  private handle(peer: Peer, seat: Seat, frame: Uint8Array, message: Message, now: number): void {
    const invited = message.kind === 'step2' && seat.asked > 0
    if (!seat.messages.take(1, now) || !(invited || seat.bytes.take(frame.length, now))) {
      this.expel(peer, CLOSE.tooFast, 'Too much came from this connection in a short time.')
      return
    }
    switch (message.kind) {
      case 'step1':
        Y.decodeStateVector(message.stateVector)
        seat.wants = message.stateVector
        this.wake()
        break
      case 'step2':
        if (invited) seat.asked--
        this.takeUpdate(peer, seat, message.update, 'step2')
        break
      case 'update':
        this.takeUpdate(peer, seat, message.update, 'update')
        break
      case 'awareness':
        if (!this.presence.announce(peer, message.entries)) {
          this.expel(peer, CLOSE.tooLarge, 'What you show of yourself is too large.')
        }
        if (this.presence.hasNews) this.wake()
        break
      case 'queryAwareness':
        this.showEveryone(peer)
        break
      default: // only servers send the others
        break
    }
  }

  private takeUpdate(peer: Peer, seat: Seat, update: Uint8Array, kind: 'step2' | 'update'): void {
    seat.received++
    const largest = kind === 'step2' ? this.limits.boardBytes : this.limits.frameBytes
    if (update.length > largest) {
      this.expel(peer, CLOSE.tooLarge, `One change may have ${largest} bytes; this one has ${update.length}.`)
      return
    }
    const verdict = judge(this.doc, update, peer.role, peer.participant, this.claims)
    switch (verdict.kind) {
      case 'deny':
        seat.held = 'denied'
        peer.send(encodeDenied(verdict.reason))
        return
      case 'refuse':
        this.expel(peer, CLOSE.malformed, verdict.reason)
        return
      case 'gap':
        if (kind === 'step2')
          this.expel(peer, CLOSE.malformed, 'A change builds on something that nobody has.')
        else if (seat.asked === 0) this.ask(peer, seat)
        if (seat.held === null) seat.held = 'gap'
        return
      case 'take':
        if (!this.hasSpaceFor(update)) {
          this.expel(peer, CLOSE.tooLarge, 'The board is full. Copy a part of it to a new board.')
          return
        }
        if (!this.apply(peer, update)) return
        for (const client of verdict.authors) this.claims.take(client, peer.participant)
        break
      case 'nothing':
        break
    }
    // The answer to our step 1 holds everything that the client had, so what waited for it is settled too.
    if (seat.held === 'gap' && kind === 'step2') seat.held = null
    if (seat.held === null) seat.settled = seat.received
    this.wake()
  }

  /** Applies what the guard let through. The guard knows what Yjs does; if it were wrong once, nobody shall see it. */
  private apply(peer: Peer, update: Uint8Array): boolean {
    let whole = false
    try {
      Y.applyUpdate(this.doc, update)
      whole = isWhole(this.doc)
    } catch {
      // handled as a document that is not whole
    }
    if (!whole) {
      this.expel(peer, CLOSE.malformed, 'A change could not be applied.')
      this.wake()
      this.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
      return false
    }
    this.accepted.push({ participant: peer.participant, bytes: update })
    this.bytes += update.length
    this.encoded = null
    return true
  }

  private hasSpaceFor(update: Uint8Array): boolean {
    if (this.bytes + update.length <= this.limits.boardBytes) return true
    this.bytes = this.encode().length
    return this.bytes + update.length <= this.limits.boardBytes
  }

  /** Whether there is something for the log or for somebody in the room. */
  get isDirty(): boolean {
    if (this.accepted.length > 0 || this.presence.hasNews) return true
    for (const seat of this.seats.values()) if (seat.wants !== null || seat.settled > seat.saved) return true
    return false
  }

  /**
   * Takes what came since the last call. The caller commits its rows and then calls `publish`; if the commit
   * fails, it abandons the room.
   */
  collect(now: number): Batch {
    const answers: [Peer, Uint8Array][] = []
    const saved: [Peer, number][] = []
    for (const [peer, seat] of this.seats) {
      if (seat.wants !== null) answers.push([peer, encodeStep2(this.encodeFor(seat.wants))])
      if (seat.settled > seat.saved) saved.push([peer, seat.settled])
      seat.wants = null
      seat.saved = seat.settled
    }
    const taken = this.accepted
    this.accepted = []
    const rows = byParticipant(taken).map(({ participant, bytes }): LoggedUpdate => {
      return { boardId: this.boardId, n: ++this.lastN, participant, at: now, bytes }
    })
    return { rows, update: merge(taken.map(({ bytes }) => bytes)), answers, saved }
  }

  /** Lets people have what `collect` took. */
  publish(batch: Batch): void {
    if (batch.update !== null) this.broadcast(encodeUpdate(batch.update))
    for (const [peer, answer] of batch.answers) peer.send(answer)
    for (const [peer, count] of batch.saved) if (peer.named) peer.send(encodeSaved(count))
    const news = this.presence.news()
    if (news === null) return
    const frame = encodeAwareness(news)
    for (const peer of this.seats.keys()) peer.send(frame, 'fleeting')
  }

  private broadcast(frame: Uint8Array): void {
    for (const peer of this.seats.keys()) peer.send(frame)
  }

  private showEveryone(peer: Peer): void {
    const everyone = this.presence.everyone()
    if (everyone !== null) peer.send(encodeAwareness(everyone))
  }

  private ask(peer: Peer, seat: Seat): void {
    seat.asked++
    peer.send(encodeStep1(Y.encodeStateVector(this.doc)))
  }

  private encodeFor(stateVector: Uint8Array): Uint8Array {
    const knowsNothing = stateVector.length === 1
    return knowsNothing ? this.encode() : Y.encodeStateAsUpdate(this.doc, stateVector)
  }

  /** The whole document, encoded once for everybody who asks between two changes. */
  private encode(): Uint8Array {
    this.encoded ??= Y.encodeStateAsUpdate(this.doc)
    return this.encoded
  }

  private expel(peer: Peer, code: number, reason: string): void {
    this.leave(peer)
    peer.close(code, reason)
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
  return runs.map(run => ({ participant: run.participant, bytes: Y.mergeUpdates(run.updates) }))
}

const merge = (updates: Uint8Array[]): Uint8Array | null =>
  updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null)
