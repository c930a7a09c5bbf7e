import * as Y from 'yjs'
import { type Role, readMessage } from '@/lib/protocol'
import type { Claim, LoggedUpdate } from '../../storage/storage'
import { type Entry, readEntries } from './entries'
import type { Guest, Link } from './link'
import type { Watcher } from './network'

/** Whose a Yjs client id is, and how far it may reach in the log. */
interface Owner {
  readonly participant: string
  readonly roles: Set<Role>
  /** How much was written under the id by its owner. */
  written: number
  /** How far it may reach while the owner's link is revoked; null while it is not. */
  allowed: number | null
}

/**
 * Watches a run from outside and holds the server to its promises while it goes on: what anybody is shown or told to be
 * saved is in the log, the log has nothing that its author was not allowed to write, and nobody is shown who is not there.
 */
export class Audit implements Watcher {
  readonly violations: string[] = []
  /** The document that all lines of the log make, in their order, trimmed ones included. */
  readonly logged = new Y.Doc()
  /** Connections of which the server has heard, and not yet that they ended. */
  readonly present = new Set<Link>()
  private readonly owners = new Map<number, Owner>()
  /** Whose ids are according to the log, under which nothing may be written yet. */
  private readonly claimed = new Map<number, string>()
  private readonly rolesOfParticipants = new Map<string, Set<Role>>()
  private readonly changes = new Map<Link, Uint8Array[]>()
  private readonly acknowledged = new Map<Link, number>()
  /** Changes that a server took which has neither ended nor been in trouble since. */
  private owed: { link: Link; update: Uint8Array }[] = []
  private lastSent: Uint8Array | null = null

  blame(what: string): void {
    this.violations.push(what)
  }

  /** The id is a participant's from now on, who has come with a link of that role. */
  introduce(client: number, participant: string, role: Role, written = 0): void {
    const roles = this.rolesOfParticipants.get(participant) ?? new Set()
    this.rolesOfParticipants.set(participant, roles.add(role))
    this.owners.set(client, { participant, roles, written, allowed: null })
  }

  /** All roles that the participant who owns the id ever had; none for ids of before the run. */
  rolesOf(client: number): ReadonlySet<Role> | null {
    return this.owners.get(client)?.roles ?? null
  }

  /** The owner of the id has written so much under it. */
  wrote(client: number, clock: number): void {
    const owner = this.owners.get(client)
    if (owner !== undefined) owner.written = Math.max(owner.written, clock)
  }

  /** A participant's link was replaced when the server had `doc`; null: the participant has a new one. */
  revoke(participant: string, doc: Y.Doc | null): void {
    for (const [client, owner] of this.owners) {
      if (owner.participant !== participant) continue
      owner.allowed =
        doc === null ? null : Math.max(Y.getState(doc.store, client), Y.getState(this.logged.store, client))
    }
  }

  /** Lines are in the log. */
  isLogged(updates: readonly LoggedUpdate[]): void {
    for (const { participant, bytes } of updates) {
      for (const struct of Y.decodeUpdate(bytes).structs) this.checkAuthor(struct, participant)
      Y.applyUpdate(this.logged, bytes)
    }
    this.lastSent = null
  }

  /** The log says of ids whose they are. */
  areClaimed(claims: readonly Claim[]): void {
    for (const { client, participant } of claims) {
      if (participant === null) this.claimed.delete(client)
      else this.claimed.set(client, participant)
    }
    this.lastSent = null
  }

  received(link: Link, frame: Uint8Array): void {
    this.present.add(link)
    const update = changeIn(frame)
    if (update === null) return
    const changes = this.changes.get(link) ?? []
    changes.push(update)
    this.changes.set(link, changes)
    const { isHonest, role } = link.guest
    if (isHonest && role !== 'viewer' && link.wire.isOpen) this.owed.push({ link, update })
  }

  sent(link: Link, frame: Uint8Array): void {
    if (frame === this.lastSent) return
    const message = readMessage(frame)
    switch (message.kind) {
      case 'step2':
      case 'update':
        if (!this.isInLog(message.update)) this.blame(`${link.name} was shown what is not in the log`)
        break
      case 'saved':
        this.checkSaved(link, message.count)
        break
      case 'awareness':
        this.checkPresence(message.entries)
        break
      case 'denied':
        if (link.guest.isHonest && link.guest.role !== 'viewer')
          this.blame(`${link.name} was denied: ${message.reason}`)
        break
      default:
        break
    }
    this.lastSent = frame
  }

  ended(link: Link): void {
    this.present.delete(link)
    this.changes.delete(link)
    this.acknowledged.delete(link)
  }

  /** The server process is gone, with what it had not committed. */
  serverEnded(): void {
    this.present.clear()
    this.changes.clear()
    this.acknowledged.clear()
    this.owed = []
  }

  /** The storage answered with an error, or a link was replaced: what came before may have been dropped. */
  forgive(): void {
    this.owed = []
  }

  /** Whether everything in an update is in the log: its content by clock, its deletions one by one. */
  isInLog(update: Uint8Array): boolean {
    const { structs, ds } = Y.decodeUpdate(update)
    const { store } = this.logged
    for (const { id, length } of structs) if (id.clock + length > Y.getState(store, id.client)) return false
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) if (!this.isDeleted(client, clock, len)) return false
    }
    return true
  }

  isDeleted(client: number, clock: number, length: number): boolean {
    const structs = this.logged.store.clients.get(client) ?? []
    if (clock + length > Y.getState(this.logged.store, client)) return false
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      if (structs[i].id.clock >= clock + length) return true
      if (!structs[i].deleted) return false
    }
    return true
  }

  /** To be called when everything has come to rest. */
  checkOwed(): void {
    for (const { link, update } of this.owed) {
      if (!this.isInLog(update)) this.blame(`a change of ${link.name} was taken and lost`)
    }
  }

  private checkAuthor({ id, length }: Y.Item | Y.GC | Y.Skip, participant: string): void {
    const end = id.clock + length
    const owner = this.owners.get(id.client)
    if (owner === undefined || end <= Y.getState(this.logged.store, id.client)) return
    if (owner.participant !== participant) this.blame(`the id ${id.client} was used by ${participant}`)
    if (end > owner.written) this.blame(`the id ${id.client} reaches further than its owner wrote`)
    if (owner.allowed !== null && end > owner.allowed) this.blame(`${participant} wrote with a revoked link`)
  }

  private checkSaved(link: Link, count: number): void {
    if (!link.guest.isHonest) return
    const changes = this.changes.get(link) ?? []
    const before = this.acknowledged.get(link) ?? 0
    if (count > changes.length) this.blame(`${link.name} was told that more is saved than it sent`)
    for (const update of changes.slice(before, count)) {
      if (!this.isInLog(update)) this.blame(`${link.name} was told that a change is saved and it is not`)
    }
    this.acknowledged.set(link, count)
  }

  private checkPresence(entries: Uint8Array): void {
    for (const { client, state } of readEntries(entries)) {
      const owner = this.owners.get(client)
      const isWriter = owner !== undefined && [...owner.roles].every(role => role !== 'viewer')
      if (isWriter && !this.claimed.has(client) && Y.getState(this.logged.store, client) === 0)
        this.blame(`${client} was shown before the log said whose it is`)
      if (state === null) continue
      const guests = Array.from(this.present, ({ guest }) => guest).filter(guest => guest.client === client)
      if (guests.length === 0) this.blame(`presence of ${client}, who is not there, was shown`)
      else if (!guests.some(guest => isShownAs(state, guest)))
        this.blame(`${client} was shown as somebody else`)
    }
  }
}

const isShownAs = (state: NonNullable<Entry['state']>, { participant }: Guest): boolean =>
  state.user === undefined || state.user.id === participant

/** The change that a frame carries and that counts towards "saved"; null when it carries none or cannot be read. */
function changeIn(frame: Uint8Array): Uint8Array | null {
  try {
    const message = readMessage(frame)
    return message.kind === 'step2' || message.kind === 'update' ? message.update : null
  } catch {
    return null
  }
}
