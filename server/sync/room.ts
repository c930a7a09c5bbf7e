import * as Y from 'yjs'
import { SEED_CLIENT } from '@/lib/board'
import {
  CLOSE,
  encodeAwareness,
  encodeDenied,
  encodeSaved,
  encodeUpdate,
  type Limits,
  type Message,
  type Role,
  readMessage,
} from '@/lib/protocol'
import { type Metrics, NO_METRICS } from '../metrics'
import type { Claim } from '../storage/storage'
import { AwaitedCommits, type Waiter } from './awaited-commits'
import { Bucket } from './bucket'
import { Claims } from './claims'
import { countPieces } from './count-pieces'
import { MOST_LOOKS, WALKED_IN_A_LOOK } from './effort'
import { isDeniedUnread, judge, type Verdict } from './guard'
import { LiveDocument } from './live-document'
import type { News, Peer } from './peer'
import { NO_PRESENCE, PresenceTable } from './presence'
import { PresencePace } from './presence-pace'
import { Seat } from './seat'
import type { StoredDocument } from './stored-document'
import { type Rows, UnloggedChanges } from './unlogged-changes'

/** What a room lets out once its rows and claims are committed. */
export interface Batch extends Rows {
  readonly claims: readonly Claim[]
  /** The client ids of which the log says then for the first time whose they are. */
  readonly settled: readonly number[]
  /** What single connections get. */
  readonly own: ReadonlyMap<Peer, Own>
  readonly showsPresence: boolean
  /** Who waits for it without a connection. */
  readonly waiters: readonly Waiter[]
}

interface Own {
  readonly frames: readonly Uint8Array[]
  readonly wantsEveryone: boolean
}

/** How many times what a board may hold may wait for the log, which happens when it cannot take anything. */
const BOARDS_WAITING = 2

/** A change of more bytes may have so many pieces that they are counted before anything is made of them. */
const LARGEST_UNCOUNTED = 8_192

const NOTHING: Own = { frames: [], wantsEveryone: false }

/** The author of what the server writes itself: no participant has such an id. */
const SERVER = 'the server'

/** What the server writes in somebody's name. */
export interface ServerEdit {
  /** The participant of whom the log says that it was theirs. */
  readonly participant: string
  /** How many bytes it adds to the document, at most. */
  readonly bytes: number
  readonly apply: (doc: Y.Doc) => void
}

const EMPTY: Batch = {
  rows: [],
  claims: [],
  settled: [],
  update: null,
  size: 0,
  own: new Map(),
  showsPresence: false,
  waiters: [],
}

const KEEP_ALIVE = { frames: [encodeAwareness(NO_PRESENCE)], lasting: [encodeAwareness(NO_PRESENCE)] }

/**
 * One board while somebody is on it. It has no sockets, timers, clock or files: peers, the time and the moment of
 * a commit come from outside. What it takes goes through the guard into the document at once, and out to people
 * only through `collect`, a commit by the caller, and `publish`: what anybody has seen is on the disk.
 */
export class Room {
  private readonly seats = new Map<Peer, Seat>()
  /** Seats with something to be told. */
  private readonly stirred = new Map<Peer, Seat>()
  readonly doc: Y.Doc
  private readonly claims: Claims
  private readonly live: LiveDocument
  private readonly presence: PresenceTable
  private readonly unlogged: UnloggedChanges
  private failed = false
  private readonly awaited = new AwaitedCommits()
  private readonly presencePace = new PresencePace()
  /** What Yjs may look at to put changes in their place: of all connections, for who is sent away comes back by another. */
  private readonly looks: Bucket

  /**
   * @param stored - the board as it is in the log
   * @param wake - called when there is something to collect, with the time from which on it is worth it (ms)
   */
  constructor(
    readonly boardId: string,
    { doc, authors, claims, last }: Pick<StoredDocument, 'doc' | 'authors' | 'claims' | 'last'>,
    private readonly limits: Limits,
    private readonly wake: (notBefore: number) => void,
    private readonly metrics: Metrics = NO_METRICS,
  ) {
    this.doc = doc
    this.unlogged = new UnloggedChanges(boardId, last)
    this.claims = new Claims(new Map([...authors, [SEED_CLIENT, SERVER]]), claims)
    this.looks = new Bucket(limits.looksPerSecond, 0, MOST_LOOKS / limits.looksPerSecond)
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
    return this.unlogged.last
  }

  /** Whether the room must not be used any more: its document may differ from the log. */
  get isAbandoned(): boolean {
    return this.failed
  }

  /** Whether there are changes that nobody may be shown before they are in the log. */
  get hasChanges(): boolean {
    return this.unlogged.areNew
  }

  /** Whether client ids became somebody's that nobody may be shown before the log says so. */
  get hasClaims(): boolean {
    return this.claims.hasChanges
  }

  /** Whether there is something for the log or for somebody in the room. */
  get isDirty(): boolean {
    const isAwaited = this.stirred.size > 0 || this.awaited.areNew
    return this.hasChanges || this.hasClaims || isAwaited || this.presence.hasNews
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
    this.showEveryone(peer, seat)
  }

  leave(peer: Peer): void {
    if (!this.seats.delete(peer)) return
    this.stirred.delete(peer)
    const client = this.presence.leave(peer)
    if (client !== null && !this.live.knows(client)) this.claims.rest(client, peer.participant)
    this.wakeForPresence()
    this.wakeForClaims()
  }

  /** Ends the connections of roles whose links were replaced. */
  revoke(roles: readonly Role[]): void {
    this.expelRoles(roles, CLOSE.revoked, 'This link was replaced. Ask for the new one.')
  }

  /** Ends the connections of roles whose links may have been replaced: whoever holds one that stands comes back. */
  sendToDoor(roles: readonly Role[]): void {
    this.expelRoles(roles, CLOSE.tryAgain, 'The server has to look at your link again.')
  }

  /** Ends that many connections; the others go on. */
  dismiss(count: number, code: number, reason: string): void {
    for (const peer of [...this.seats.keys()].slice(0, count)) this.expel(peer, code, reason)
  }

  /** Ends every connection and the room itself; clients come back by themselves, and it is loaded anew for them. */
  abandon(code: number, reason: string): void {
    this.failed = true
    for (const peer of [...this.seats.keys()]) this.expel(peer, code, reason)
    this.awaited.giveUp()
  }

  /**
   * Has the server write what participants may not write themselves. It goes the way of every change: into the log, and then to
   * everybody. `waiter` is told when what the edit did, or found done, is on the disk.
   *
   * @returns why nothing was written; null when it was
   */
  write({ participant, bytes, apply }: ServerEdit, waiter: Waiter): 'full' | 'busy' | null {
    if (this.failed || !this.hasSpaceInLine(bytes)) return 'busy'
    if (!this.live.hasSpaceFor(bytes)) return 'full'
    const { doc } = this
    // Yjs drew the id when the board was loaded. Nobody else may have written under it.
    while (!this.claims.allow(doc.clientID, SERVER)) doc.clientID++
    const update = this.live.write(apply)
    if (this.live.isBroken) {
      this.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
      return 'busy'
    }
    if (update !== null) {
      if (this.live.knows(doc.clientID)) this.claims.write(doc.clientID, SERVER)
      this.unlogged.add(participant, update)
      this.metrics.updateTaken(update.length)
    }
    this.awaited.add(waiter)
    this.wake(0)
    return null
  }

  /** Tells something in our own words to everybody who understands them. */
  tell(notice: Uint8Array): void {
    const frames = [notice]
    for (const peer of this.seats.keys()) if (peer.named) peer.send(frames)
  }

  /** Called now and then: says that the connections are alive, and lets go of what nobody asks for. */
  keepAlive(): void {
    for (const peer of this.seats.keys()) peer.tell(KEEP_ALIVE, [])
    this.live.rest()
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
   * Takes what came since the last call. The caller commits its rows and then calls `publish`; if they can never be
   * committed, it abandons the room.
   *
   * @param cost - how long a tick takes at present, in ms
   */
  collect(now: number, cost = 0): Batch {
    const own = new Map<Peer, Own>()
    for (const [peer, seat] of this.stirred) {
      const { wantsEveryone } = seat
      own.set(peer, { frames: this.takeOwn(peer, seat), wantsEveryone })
    }
    this.stirred.clear()
    const rows = this.unlogged.take(now)
    const showsPresence = this.isTimeForPresence(now, cost, rows.update !== null)
    const waiters = this.awaited.take()
    return { ...rows, claims: [], settled: this.claims.takeWritten(), own, showsPresence, waiters }
  }

  /**
   * Takes the claims to client ids that came since the last call: a batch of their own, because nothing but the presence of those
   * who made them has to wait for it.
   */
  collectClaims(now: number): Batch {
    const changes = this.claims.takeChanges()
    return {
      ...EMPTY,
      claims: changes.map(change => ({ ...change, boardId: this.boardId, at: now })),
      settled: changes.flatMap(({ client, participant }) => (participant === null ? [] : [client])),
    }
  }

  /** Takes nothing but presence, which waits for no commit. */
  collectPresence(now: number, cost = 0): Batch {
    return { ...EMPTY, showsPresence: this.isTimeForPresence(now, cost, false) }
  }

  /** Lets people have what `collect` took. */
  publish({ settled, update, size, own, showsPresence, waiters }: Batch): void {
    this.unlogged.settle(size)
    this.awaited.settle(waiters)
    this.settle(settled)
    const changes = update === null ? [] : [encodeUpdate(update)]
    const presence = showsPresence ? this.takePresence() : null
    const everyone = [...own.values()].some(({ wantsEveryone }) => wantsEveryone) ? this.everyone() : []
    const news: News = {
      frames: presence === null ? changes : [...changes, encodeAwareness(presence)],
      lasting: changes,
    }
    const peers = news.frames.length === 0 ? own.keys() : this.seats.keys()
    for (const peer of peers) {
      const { frames, wantsEveryone } = own.get(peer) ?? NOTHING
      peer.tell(news, wantsEveryone ? [...frames, ...everyone] : frames)
    }
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
        this.stir(peer, seat)
        break
      case 'step2':
      case 'update':
        this.takeChange(peer, seat, message, isAnswer, now)
        break
      case 'awareness':
        if (!this.presence.announce(peer, message.entries)) {
          this.expel(peer, CLOSE.tooLarge, 'What you show of yourself is too large.')
        }
        this.wakeForPresence()
        this.wakeForClaims()
        break
      case 'queryAwareness':
        if (seat.maySync(now)) this.showEveryone(peer, seat)
        break
      default: // only servers send the others
        break
    }
  }

  private takeChange(
    peer: Peer,
    seat: Seat,
    { update, kind }: { readonly update: Uint8Array; readonly kind: 'step2' | 'update' },
    isAnswer: boolean,
    now: number,
  ): void {
    seat.receiveChange()
    const largest = kind === 'step2' ? this.limits.boardBytes : this.limits.frameBytes
    if (update.length > largest) {
      this.expel(peer, CLOSE.tooLarge, `One change may have ${largest} bytes; this one has ${update.length}.`)
      return
    }
    if (this.expelForAmount(peer, update)) return
    const verdict = judge(this.doc, update, peer.role, peer.participant, this.claims)
    if (!this.looks.take(looksOf(verdict, isAnswer), now)) {
      const reason = 'The board has many changes to bring together. Yours are kept in your browser.'
      this.expel(peer, CLOSE.tryAgain, reason)
      return
    }
    switch (verdict.kind) {
      case 'deny':
        seat.denyChange()
        this.metrics.refused('denied')
        peer.send([encodeDenied(verdict.reason)])
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
        for (const client of verdict.authors) this.claims.write(client, peer.participant)
        break
      case 'nothing':
        break
    }
    seat.settleChange(kind === 'step2')
    this.stir(peer, seat)
  }

  /** Ends the connection of whoever brings more than can be looked through while others wait. */
  private expelForAmount(peer: Peer, update: Uint8Array): boolean {
    if (update.length <= LARGEST_UNCOUNTED || isDeniedUnread(update, peer.role)) return false
    const { piecesPerChange } = this.limits
    const { tooMany } = countPieces(update, piecesPerChange)
    if (tooMany === 'pieces') {
      const reason = `One change may have ${piecesPerChange} pieces, values and deletions; this one has more.`
      this.expel(peer, CLOSE.tooLarge, reason)
    }
    if (tooMany === 'authors')
      this.expel(peer, CLOSE.malformed, 'A change was malformed: it has too many authors.')
    return tooMany !== null
  }

  /** Client ids stay in the document for good, and everybody who joins is told of all of them. */
  private hasSpaceForAuthors(seat: Seat, authors: ReadonlySet<number>): boolean {
    const fresh = [...authors].filter(client => !this.live.knows(client)).length
    if (fresh === 0) return true
    return seat.mayBring(fresh) && this.doc.store.clients.size + fresh <= this.limits.clientIdsPerBoard
  }

  private accept(peer: Peer, update: Uint8Array): boolean {
    if (!this.live.hasSpaceFor(update.length)) {
      this.expel(peer, CLOSE.tooLarge, 'The board is full. Copy a part of it to a new board.')
      return false
    }
    if (!this.hasSpaceInLine(update.length)) {
      const reason = 'The server cannot save now, and too much waits. Your changes are kept in your browser.'
      this.expel(peer, CLOSE.tryAgain, reason)
      return false
    }
    const bytes = this.live.apply(update)
    if (bytes === null) {
      // The guard knows what Yjs does. Should it ever be wrong, nobody sees it: the log is what counts.
      this.expel(peer, CLOSE.malformed, 'A change could not be applied.')
      if (this.live.isBroken) this.abandon(CLOSE.tryAgain, 'The board is being loaded again.')
      return false
    }
    this.unlogged.add(peer.participant, bytes)
    this.metrics.updateTaken(bytes.length)
    return true
  }

  /** Whether so many bytes more may wait for the log. */
  private hasSpaceInLine(bytes: number): boolean {
    return this.unlogged.bytes + bytes <= BOARDS_WAITING * this.limits.boardBytes
  }

  private ask(peer: Peer, seat: Seat): void {
    seat.asked++
    peer.send(this.live.question(this.claims.hidden))
  }

  private showEveryone(peer: Peer, seat: Seat): void {
    seat.wantsEveryone = true
    this.stir(peer, seat)
  }

  /** What people show newly. Who shows what nobody can read is sent away. */
  private takePresence(): Uint8Array | null {
    const { entries, unreadable } = this.presence.news()
    for (const peer of unreadable)
      this.expel(peer, CLOSE.malformed, 'What you show of yourself could not be read.')
    return entries
  }

  private everyone(): readonly Uint8Array[] {
    const everyone = this.presence.everyone()
    return everyone === null ? [] : [encodeAwareness(everyone)]
  }

  private stir(peer: Peer, seat: Seat): void {
    this.stirred.set(peer, seat)
    this.wake(0)
  }

  private settle(clients: readonly number[]): void {
    if (clients.length === 0) return
    this.claims.settle(clients)
    this.presence.settle(clients)
    this.wakeForPresence()
  }

  private wakeForClaims(): void {
    if (this.hasClaims) this.wake(0)
  }

  private wakeForPresence(): void {
    if (this.presence.hasNews) this.wake(this.presencePace.due)
  }

  /** The frames that a connection gets beside the news: what it asked for, and how much of its own is saved. */
  private takeOwn(peer: Peer, seat: Seat): readonly Uint8Array[] {
    const frames = seat.wants === null ? [] : [...this.live.answer(seat.wants)]
    seat.wants = null
    seat.wantsEveryone = false
    const count = seat.takeSettled()
    if (count !== null && peer.named) frames.push(encodeSaved(count))
    return frames
  }

  private isTimeForPresence(now: number, cost: number, withEdit: boolean): boolean {
    if (!this.presence.hasNews) return false
    const isTime = this.presencePace.take(now, this.seats.size, cost, withEdit)
    if (!isTime) this.wakeForPresence()
    return isTime
  }

  private expelRoles(roles: readonly Role[], code: number, reason: string): void {
    for (const peer of [...this.seats.keys()]) if (roles.includes(peer.role)) this.expel(peer, code, reason)
  }

  private expel(peer: Peer, code: number, reason: string): void {
    this.leave(peer)
    peer.close(code, reason)
  }
}

/** What an update takes of the board's looks. All that is deleted stands in every answer to a step 1, which comes once. */
function looksOf(verdict: Verdict, isAnswer: boolean): number {
  const looks = verdict.kind === 'take' ? verdict.looks : 0
  return isAnswer ? looks : looks + verdict.walked / WALKED_IN_A_LOOK
}
