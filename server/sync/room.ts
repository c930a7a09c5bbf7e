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
import { type Metrics, NO_METRICS } from '../metrics'
import type { LoggedUpdate } from '../storage/storage'
import { Claims } from './claims'
import { judge } from './guard'
import { LiveDocument } from './live-document'
import type { Peer } from './peer'
import { NO_PRESENCE, PresenceTable } from './presence'
import { Seat } from './seat'
import type { StoredDocument } from './stored-document'

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
  readonly doc: Y.Doc
  private readonly claims: Claims
  private readonly live: LiveDocument
  private readonly presence: PresenceTable
  private accepted: Accepted[] = []
  private lastN: number
  private failed = false

  /**
   * @param stored - the board as it is in the log
   * @param wake - called when there is something to collect
   */
  constructor(
    readonly boardId: string,
    { doc, authors, last }: Pick<StoredDocument, 'doc' | 'authors' | 'last'>,
    private readonly limits: Limits,
    private readonly wake: () => void,
    private readonly metrics: Metrics = NO_METRICS,
  ) {
    this.doc = doc
    this.lastN = last
    this.claims = new Claims(authors)
    this.claims.take(SEED_CLIENT, 'the server')
    this.live = new LiveDocument(doc, limits.boardBytes)
    this.presence = new PresenceTable(this.claims, limits.presenceBytes)
  }

  get size(): number {
    return this.seats.size
  }

  /** The role of each connection in the room. */
  *roles(): Iterable<Role> {
    for (const { role } of this.seats.keys()) yield role
  }

  /** The number of the last update in the log or on its way there. */
  get last(): number {
    return this.lastN
  }

  /** Whether the room must not be used any more: its document may differ from the log. */
  get isAbandoned(): boolean {
    return this.failed
  }

  /** Whether there is something for the log or for somebody in the room. */
  get isDirty(): boolean {
    if (this.accepted.length > 0 || this.presence.hasNews) return true
    for (const seat of this.seats.values()) if (seat.hasNews) return true
    return false
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
    const seat = new Seat(this.limits, now)
    this.seats.set(peer, seat)
    this.ask(peer, seat)
    this.showEveryone(peer)
  }

  leave(peer: Peer): void {
    if (!this.seats.delete(peer)) return
    const client = this.presence.leave(peer)
    if (client !== null && !this.live.knows(client)) this.claims.rest(client, peer.participant)
    if (this.presence.hasNews) this.wake()
  }

  /** Ends the connections of roles whose links were replaced. */
  revoke(roles: readonly Role[]): void {
    for (const peer of [...this.seats.keys()]) {
      if (roles.includes(peer.role))
        this.expel(peer, CLOSE.revoked, 'This link was replaced. Ask for the new one.')
    }
  }

  /** Ends every connection and the room itself; clients come back by themselves, and it is loaded anew for them. */
  abandon(code: number, reason: string): void {
    this.failed = true
    for (const peer of [...this.seats.keys()]) this.expel(peer, code, reason)
  }

  keepAlive(): void {
    this.broadcast(encodeAwareness(NO_PRESENCE))
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

  /**
   * Takes what came since the last call. The caller commits its rows and then calls `publish`; if the commit
   * fails, it abandons the room.
   */
  collect(now: number): Batch {
    const answers: [Peer, Uint8Array][] = []
    const saved: [Peer, number][] = []
    for (const [peer, seat] of this.seats) {
      if (seat.wants !== null) answers.push([peer, encodeStep2(this.live.encodeFor(seat.wants))])
      seat.wants = null
      const count = seat.takeSettled()
      if (count !== null) saved.push([peer, count])
    }
    const taken = this.accepted
    this.accepted = []
    const rows = byParticipant(taken).map(({ participant, bytes }): LoggedUpdate => {
      return { boardId: this.boardId, n: ++this.lastN, participant, at: now, bytes }
    })
    return { rows, update: merge(taken.map(({ bytes }) => bytes)), answers, saved }
  }

  /** Lets people have what `collect` took. */
  publish({ update, answers, saved }: Batch): void {
    if (update !== null) this.broadcast(encodeUpdate(update))
    for (const [peer, answer] of answers) peer.send(answer)
    for (const [peer, count] of saved) if (peer.named) peer.send(encodeSaved(count))
    const news = this.presence.news()
    if (news !== null) this.broadcast(encodeAwareness(news), 'fleeting')
  }

  private handle(peer: Peer, seat: Seat, frame: Uint8Array, message: Message, now: number): void {
    // The answer to our step 1 may be as large as a board; its size is looked at below.
    const isAnswer = message.kind === 'step2' && seat.asked > 0
    if (isAnswer) seat.asked--
    if (!seat.mayReceive(isAnswer ? 0 : frame.length, now)) {
      this.expel(peer, CLOSE.tooFast, 'Too much came from this connection in a short time.')
      return
    }
    switch (message.kind) {
      case 'step1':
        Y.decodeStateVector(message.stateVector) // throws here, while we know whose it is
        if (!seat.maySync(now)) {
          this.expel(peer, CLOSE.tooFast, 'The board was asked for too often in a short time.')
          return
        }
        seat.wants = message.stateVector
        this.wake()
        break
      case 'step2':
      case 'update':
        this.takeChange(peer, seat, message.update, message.kind)
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

  private takeChange(peer: Peer, seat: Seat, update: Uint8Array, kind: 'step2' | 'update'): void {
    seat.receiveChange()
    const largest = kind === 'step2' ? this.limits.boardBytes : this.limits.frameBytes
    if (update.length > largest) {
      this.expel(peer, CLOSE.tooLarge, `One change may have ${largest} bytes; this one has ${update.length}.`)
      return
    }
    const verdict = judge(this.doc, update, peer.role, peer.participant, this.claims)
    switch (verdict.kind) {
      case 'deny':
        seat.denyChange()
        this.metrics.refused('denied')
        peer.send(encodeDenied(verdict.reason))
        return
      case 'refuse':
        this.expel(peer, CLOSE.malformed, verdict.reason)
        return
      case 'gap':
        seat.postponeChange()
        if (kind === 'step2')
          this.expel(peer, CLOSE.malformed, 'A change builds on something that nobody has.')
        else if (seat.asked === 0) this.ask(peer, seat)
        return
      case 'take':
        if (!this.hasSpaceForAuthors(seat, verdict.authors)) {
          this.expel(
            peer,
            CLOSE.tooLarge,
            'The board was written under too many client ids. Copy it to a new board.',
          )
          return
        }
        if (!this.accept(peer, update)) return
        for (const client of verdict.authors) this.claims.take(client, peer.participant)
        break
      case 'nothing':
        break
    }
    seat.settleChange(kind === 'step2')
    this.wake()
  }

  /** Client ids stay in the document for good, and everybody who joins is told of all of them. */
  private hasSpaceForAuthors(seat: Seat, authors: ReadonlySet<number>): boolean {
    const fresh = [...authors].filter(client => !this.live.knows(client)).length
    if (fresh === 0) return true
    return seat.mayBring(fresh) && this.doc.store.clients.size + fresh <= this.limits.clientIdsPerBoard
  }

  private accept(peer: Peer, update: Uint8Array): boolean {
    if (!this.live.hasSpaceFor(update)) {
      this.expel(peer, CLOSE.tooLarge, 'The board is full. Copy a part of it to a new board.')
      return false
    }
    if (!this.live.apply(update)) {
      // The guard knows what Yjs does. Should it ever be wrong, nobody sees it: the log is what counts.
      this.expel(peer, CLOSE.malformed, 'A change could not be applied.')
      this.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
      return false
    }
    this.metrics.updateTaken(update.length)
    this.accepted.push({ participant: peer.participant, bytes: update })
    return true
  }

  private ask(peer: Peer, seat: Seat): void {
    seat.asked++
    peer.send(encodeStep1(this.live.stateVector()))
  }

  private showEveryone(peer: Peer): void {
    const everyone = this.presence.everyone()
    if (everyone !== null) peer.send(encodeAwareness(everyone))
  }

  private broadcast(frame: Uint8Array, fleeting?: 'fleeting'): void {
    for (const peer of this.seats.keys()) peer.send(frame, fleeting)
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
