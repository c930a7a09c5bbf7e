import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type Role, readName } from '@/lib/protocol'
import type { Claims } from './claims'
import { isShallow } from './depth'
import type { Peer } from './peer'

/** What a connection says of itself under its client id: JSON text. */
interface Shown {
  readonly owner: Peer
  readonly clock: number
  readonly json: string
}

/** What a connection says that goes. It keeps its client id until it is closed. */
const GONE = 'null'
/** How many lists and objects may lie inside each other in a state. */
const DEEPEST = 4

/** Says that the connection is alive and nothing else: clients reconnect after 30 s of silence. */
export const NO_PRESENCE = Uint8Array.of(0)

/**
 * Who shows what in a room. Each connection has one client id, and nobody else's entry is believed: stock clients echo
 * every entry that they receive. Whom a state names is not believed either: `user.id` is written here, the public id of
 * a participant with a token and `client:<client id>` for everybody else, which is nobody's public id; and so is `user.role`. What changed
 * since the last `news` is kept in its newest state only.
 */
export class PresenceTable {
  private readonly shown = new Map<number, Shown>()
  private readonly idOf = new Map<Peer, number>()
  private readonly changed = new Map<number, { clock: number; json: string }>()

  constructor(
    private readonly claims: Claims,
    private readonly stateBytes: number,
  ) {}

  /**
   * Reads a peer's awareness update. Throws on bytes that cannot be read.
   * @returns whether all of its own states were small enough
   */
  announce(peer: Peer, entries: Uint8Array): boolean {
    const decoder = decoding.createDecoder(entries)
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const text = decoding.readVarUint8Array(decoder)
      if (!this.speaksFor(peer, client)) continue
      if (text.length > this.stateBytes) return false
      this.show(
        peer,
        client,
        clock,
        stamp(text, { id: peer.named ? peer.participant : `client:${client}`, role: peer.role }),
      )
    }
    return true
  }

  /** Takes a closed connection's presence down. Returns its client id, if it had one. */
  leave(peer: Peer): number | null {
    const client = this.idOf.get(peer)
    if (client === undefined) return null
    const shown = this.shown.get(client)
    if (shown !== undefined && shown.json !== GONE) {
      this.changed.set(client, { clock: shown.clock, json: GONE })
    }
    this.shown.delete(client)
    this.idOf.delete(peer)
    return client
  }

  /** Every presence, for somebody who has just come; null when there is none. */
  everyone(): Uint8Array | null {
    const here = new Map([...this.shown].filter(([, { json }]) => json !== GONE))
    return here.size === 0 ? null : encodeEntries(here)
  }

  get hasNews(): boolean {
    return this.changed.size > 0
  }

  /** What changed since the last call; null when nothing did. */
  news(): Uint8Array | null {
    if (!this.hasNews) return null
    const entries = encodeEntries(this.changed)
    this.changed.clear()
    return entries
  }

  private speaksFor(peer: Peer, client: number): boolean {
    const own = this.idOf.get(peer)
    if (own !== undefined) return own === client
    if (!this.claims.allow(client, peer.participant)) return false
    // A page that reconnects takes its place from the connection that it lost. Connections without a token
    // are not told apart, so there the old one has to time out first.
    const holder = this.shown.get(client)?.owner
    return holder === undefined || (peer.named && holder.participant === peer.participant)
  }

  private show(peer: Peer, client: number, clock: number, json: string): void {
    const before = this.shown.get(client)
    if (before?.owner === peer && (json === GONE ? clock < before.clock : clock <= before.clock)) return
    if (json === GONE && (before === undefined || before.json === GONE)) return
    if (before !== undefined) this.idOf.delete(before.owner)
    this.idOf.set(peer, client)
    // What a viewer shows must not keep anybody from writing.
    if (peer.role !== 'viewer') this.claims.take(client, peer.participant)
    this.shown.set(client, { owner: peer, clock, json })
    this.changed.set(client, { clock, json })
  }
}

/** What the server knows of somebody. */
interface Known {
  readonly id: string
  readonly role: Role
}

/**
 * A state as JSON that every client can parse. If it names a user, that user bears what is known, and a name that can be
 * shown. Throws when it is not JSON, or has more levels than anybody shows.
 */
function stamp(text: Uint8Array, known: Known): string {
  const state: unknown = JSON.parse(new TextDecoder().decode(text))
  if (!isShallow(state, DEEPEST)) throw new Error('A presence has too many levels')
  if (!isObject(state) || !isObject(state.user)) return JSON.stringify(state)
  const { name } = state.user
  const shown = typeof name === 'string' ? { name: readName(name) } : {}
  return JSON.stringify({ ...state, user: { ...state.user, ...shown, ...known } })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function encodeEntries(entries: ReadonlyMap<number, { clock: number; json: string }>): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, entries.size)
    for (const [client, { clock, json }] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, json)
    }
  })
}
