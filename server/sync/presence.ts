import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type Role, readName } from '@/lib/protocol'
import type { Claims } from './claims'
import { isShallow } from './depth'
import type { Peer } from './peer'

/** What a connection says of itself under its client id. */
interface Shown {
  readonly owner: Peer
  readonly clock: number
  readonly state: State
}

/** How many lists and objects may lie inside each other in a state. */
const DEEPEST = 4

/** Says that the connection is alive and nothing else: clients reconnect after 30 s of silence. */
export const NO_PRESENCE = Uint8Array.of(0)

/**
 * Who shows what in a room. Each connection has one client id, and nobody else's entry is believed: stock clients echo
 * every entry that they receive. Whom a state names is not believed either: `user.id` is written here, the public id of
 * a participant with a token and `client:<client id>` for everybody else, which is nobody's public id; and so is `user.role`.
 * What changed since the last `news` is kept in its newest state only, and only that one is read. An id that
 * nobody may be shown yet waits with everything that is said of it until `settle`.
 */
export class PresenceTable {
  private readonly shown = new Map<number, Shown>()
  private readonly idOf = new Map<Peer, number>()
  /** The id for which a connection waits until an older one of the same participant has timed out. */
  private readonly awaited = new Map<Peer, number>()
  private readonly changed = new Map<number, Shown>()
  /** What changed under ids that nobody may be shown yet. */
  private readonly hidden = new Map<number, Shown>()

  constructor(
    private readonly claims: Claims,
    private readonly stateBytes: number,
  ) {}

  /**
   * Takes a peer's awareness update. Throws on bytes that cannot be read.
   * @returns whether all of its own states were small enough
   */
  announce(peer: Peer, entries: Uint8Array): boolean {
    const decoder = decoding.createDecoder(entries)
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      if (!Number.isSafeInteger(client) || !Number.isSafeInteger(clock))
        throw new Error('A number that others could not read')
      const text = decoding.readVarUint8Array(decoder)
      if (!this.speaksFor(peer, client)) continue
      if (text.length > this.stateBytes) return false
      const id = peer.named ? peer.participant : `client:${client}`
      this.show(client, { owner: peer, clock, state: State.of(text, { id, role: peer.role }) })
    }
    return true
  }

  /** Takes a closed connection's presence down. Returns its client id, if it had one. */
  leave(peer: Peer): number | null {
    this.awaited.delete(peer)
    const client = this.idOf.get(peer)
    if (client === undefined) return null
    const shown = this.shown.get(client)
    if (shown !== undefined && shown.state !== State.GONE) {
      this.note(client, { ...shown, state: State.GONE })
    }
    this.shown.delete(client)
    this.idOf.delete(peer)
    return client
  }

  /** Every presence, for somebody who has just come; null when there is none. */
  everyone(): Uint8Array | null {
    const here = [...this.shown].filter(
      ([client, { state }]) => this.claims.isShowable(client) && state !== State.GONE && state.json !== null,
    )
    return here.length === 0 ? null : encodeEntries(here)
  }

  /** Has what waited under these ids told with the next news. */
  settle(clients: readonly number[]): void {
    for (const client of clients) {
      const shown = this.hidden.get(client)
      if (shown === undefined || !this.claims.isShowable(client)) continue
      this.hidden.delete(client)
      this.changed.set(client, shown)
    }
  }

  get hasNews(): boolean {
    return this.changed.size > 0
  }

  /** What changed since the last call, null when nothing did; and who shows something that cannot be read. */
  news(): { entries: Uint8Array | null; unreadable: readonly Peer[] } {
    const changed = [...this.changed]
    this.changed.clear()
    const readable = changed.filter(([, { state }]) => state.json !== null)
    const unreadable = changed.flatMap(([, { state, owner }]) => (state.json === null ? [owner] : []))
    return { entries: readable.length === 0 ? null : encodeEntries(readable), unreadable }
  }

  private speaksFor(peer: Peer, client: number): boolean {
    const own = this.idOf.get(peer)
    if (own !== undefined) return own === client
    // What it echoes meanwhile is not its own: with the id of somebody who has just left it would keep them here.
    if ((this.awaited.get(peer) ?? client) !== client) return false
    if (!this.claims.allow(client, peer.participant)) return false
    // A page that reconnects takes its place from the connection that it lost. Connections without a token
    // are not told apart, so there the old one has to time out first.
    const holder = this.shown.get(client)?.owner
    if (holder === undefined) return true
    if (holder.participant !== peer.participant) return false
    if (!peer.named) this.awaited.set(peer, client)
    return peer.named
  }

  private show(client: number, shown: Shown): void {
    const { owner, clock, state } = shown
    const isGone = state === State.GONE
    const before = this.shown.get(client)
    // From the connection that a page has left too, something may still arrive: its place is taken under newer clocks only.
    if (before !== undefined && (isGone ? clock < before.clock : clock <= before.clock)) return
    if (isGone && (before === undefined || before.state === State.GONE)) return
    if (before !== undefined) this.idOf.delete(before.owner)
    this.idOf.set(owner, client)
    this.awaited.delete(owner)
    // What a viewer shows must not keep anybody from writing.
    if (owner.role !== 'viewer') this.claims.announce(client, owner.participant)
    this.shown.set(client, shown)
    this.note(client, shown)
  }

  private note(client: number, shown: Shown): void {
    const news = this.claims.isShowable(client) ? this.changed : this.hidden
    news.set(client, shown)
  }
}

/** What the server knows of somebody. */
interface Known {
  readonly id: string
  readonly role: Role
}

/** A longer text than this says more than that its connection goes. */
const SHORT = 16

/** What somebody shows, as they sent it, until it is wanted as JSON. Most states are replaced before that. */
class State {
  /** What a connection says that goes. It keeps its client id until it is closed. */
  static readonly GONE = new State(Buffer.from('null'), null)
  private read: { readonly json: string | null } | null = null

  private constructor(
    private readonly text: Buffer,
    private readonly known: Known | null,
  ) {}

  static of(text: Uint8Array, known: Known): State {
    const isGone = text.length < SHORT && Buffer.from(text).toString().trim() === 'null'
    // A copy: what came in is a view on all that came with it.
    return isGone ? State.GONE : new State(Buffer.from(text), known)
  }

  /** Null when it cannot be read. */
  get json(): string | null {
    this.read ??= { json: this.stamped() }
    return this.read.json
  }

  private stamped(): string | null {
    try {
      return stamp(this.text, this.known)
    } catch {
      return null
    }
  }
}

/**
 * A state as JSON that every client can parse. If it names a user, that user bears what is known, and a name that can be
 * shown. Throws when it is not JSON, or has more levels than anybody shows.
 */
function stamp(text: Buffer, known: Known | null): string {
  const state: unknown = JSON.parse(text.toString())
  if (!isShallow(state, DEEPEST)) throw new Error('A presence has too many levels')
  if (!isObject(state) || !isObject(state.user)) return JSON.stringify(state)
  const { user } = state
  if (typeof user.name === 'string') user.name = readName(user.name)
  Object.assign(user, known)
  return JSON.stringify(state)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function encodeEntries(entries: readonly (readonly [number, Shown])[]): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, { clock, state }] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state.json ?? 'null')
    }
  })
}
