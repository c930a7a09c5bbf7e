import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import {
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  participantId,
  type Role,
  readMessage,
  SUBPROTOCOL,
} from '@/lib/protocol'
import { KEPT } from './edits'
import { readEntries } from './entries'
import type { Guest, Link } from './link'
import type { Random } from './random'
import type { Player, Stage } from './stage'

/** What nobody may find on a board: everything that this client writes without having the right to. */
export const STOLEN = 'stolen'

/** Somebody with a link and a program of their own, who tries everything that `threats.md` 2.2 to 2.4 list. */
export class HostileClient implements Player {
  private doc = new Y.Doc()
  private link: Link | null = null
  private client = 0
  private isRevoked = false
  private clock = 1
  private readonly secret: string
  private readonly mine = new Set<number>()
  /** Ids under which somebody showed themselves and nobody has written yet. */
  private readonly silent = new Set<number>()

  constructor(
    private readonly name: string,
    private readonly role: Role,
    private readonly token: string,
    private readonly stage: Stage,
    private readonly random: Random,
  ) {
    this.secret = stage.secretOf(role)
    this.connect()
  }

  operate(): void {
    const { random, stage } = this
    stage.figures.operations++
    const frame = this.makeFrame()
    stage.figures.hostileFrames++
    stage.trace.note(this.name, 'sends', frame)
    this.link?.socket.send(frame as Uint8Array<ArrayBuffer>) // lib0 allocates plain array buffers
    if (random.chance(0.03)) this.link?.silence('both')
  }

  recover(): void {
    this.link?.socket.close()
    this.link = null
  }

  isAtRest(): boolean {
    return true
  }

  replicas() {
    return []
  }

  seen() {
    return []
  }

  shown(): readonly number[] {
    return []
  }

  lose(roles: readonly Role[], isDone: boolean): void {
    if (!roles.includes(this.role)) return
    this.isRevoked = true
    const { audit, boardId } = this.stage
    if (isDone) audit.revoke(participantId(this.token, boardId), this.stage.serverDocument())
  }

  destroy(): void {
    this.link = null
  }

  private connect(): void {
    const { stage, token } = this
    this.doc = new Y.Doc()
    this.client = stage.newClientId()
    this.doc.clientID = this.client
    this.mine.add(this.client)
    const participant = participantId(token, stage.boardId)
    stage.audit.introduce(this.client, participant, this.role, Number.POSITIVE_INFINITY)
    const guest: Guest = {
      name: this.name,
      client: this.client,
      participant,
      role: this.role,
      isHonest: false,
    }
    const link = stage.network.connect(guest, stage.url, [SUBPROTOCOL, this.secret, token])
    stage.figures.connections++
    this.link = link
    link.socket.onopen = () => {
      link.socket.send(encodeStep1(Uint8Array.of(0)) as Uint8Array<ArrayBuffer>) // as above
      if (this.random.chance(0.7)) link.socket.send(this.ownPresence() as Uint8Array<ArrayBuffer>) // as above
      // After a crash there may be nobody back yet whose the ids are.
      for (const victim of [...this.silent].slice(-5))
        link.socket.send(encodeUpdate(writeStruct(victim, 0, 0, 5)) as Uint8Array<ArrayBuffer>) // as above
    }
    link.socket.onmessage = ({ data }) => {
      const message = readMessage(new Uint8Array(data as ArrayBuffer)) // our sockets bring nothing else
      if (message.kind === 'step2' || message.kind === 'update') this.absorb(message.update)
      if (message.kind === 'awareness') this.noteShown(message.entries)
    }
    link.socket.onclose = () => {
      if (this.link === link && !this.isRevoked)
        stage.clock.after(this.random.between(100, 3_000), () => {
          if (this.link === link) this.connect()
        })
    }
  }

  private makeFrame(): Uint8Array {
    const { random, doc } = this
    switch (random.below(14)) {
      case 0:
        return random.bytes(1 + random.below(40))
      case 1:
        return encodeUpdate(random.bytes(random.below(40)))
      case 2: {
        const victim = this.pickVictim()
        return encodeUpdate(this.writeAs(victim, 'annotations', STOLEN))
      }
      case 3: {
        const victim = this.pickVictim()
        return this.send(writeStruct(victim, Y.getState(doc.store, victim), 0, 1 + random.below(1_000)))
      }
      case 4:
        return this.send(writeStruct(this.client, Y.getState(doc.store, this.client), 10, 5))
      case 5:
        return this.send(writeStruct(this.client, Y.getState(doc.store, this.client) + 7, 0, 5))
      case 6:
        return this.send(this.writeAs(this.client, random.pick(['threads', 'unknown', '__proto__']), STOLEN))
      case 7:
        return this.send(this.writeAs(this.client, this.role === 'editor' ? 'lesson' : 'model', STOLEN))
      case 8:
        return this.presenceOf(this.pickVictim(), 'null')
      case 9:
        return this.presenceOf(this.pickVictim(), JSON.stringify({ user: { id: 'owner', name: STOLEN } }))
      case 10:
        return this.ownPresence()
      case 11: {
        const frame = this.send(this.writeAs(this.client, 'threads', STOLEN))
        frame[random.below(frame.length)] = random.below(256)
        return frame
      }
      case 12:
        return this.send(this.deleteIn(random.pick(['threads', 'lesson', 'model'])))
      default:
        return random.pick([
          encodeStep1(Uint8Array.of(0)),
          encodeStep1(random.bytes(5)),
          Uint8Array.of(3),
          Uint8Array.of(0, 9, 0),
          Uint8Array.of(2, 0, 0),
          Uint8Array.of(99, 1, 2),
          Uint8Array.of(100, 200, 1),
        ])
    }
  }

  private send(update: Uint8Array): Uint8Array {
    return this.random.chance(0.3) ? encodeStep2(update) : encodeUpdate(update)
  }

  /** Somebody else who wrote on the board or, best of all, only showed themselves yet. */
  private pickVictim(): number {
    const writers = [...this.doc.store.clients.keys()].filter(client => !this.mine.has(client))
    const victims = this.silent.size > 0 && this.random.chance(0.5) ? [...this.silent] : writers
    return victims.length === 0 ? 1 : this.random.pick(victims)
  }

  private absorb(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, this)
    for (const client of this.silent) if (this.doc.store.clients.has(client)) this.silent.delete(client)
  }

  /** A viewer's id is nobody's: whoever writes under it first has it. */
  private noteShown(entries: Uint8Array): void {
    for (const { client } of readEntries(entries)) {
      const roles = this.stage.audit.rolesOf(client)
      const isOther = !this.mine.has(client) && roles !== null && !roles.has('viewer')
      if (isOther && !this.doc.store.clients.has(client)) this.silent.add(client)
    }
  }

  private writeAs(client: number, root: string, value: string): Uint8Array {
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(this.doc))
    forged.clientID = client
    const before = Y.encodeStateVector(forged)
    forged.getMap(root).set(`key-${this.random.below(5)}`, value)
    return Y.encodeStateAsUpdate(forged, before)
  }

  private deleteIn(root: string): Uint8Array {
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(this.doc))
    const before = Y.encodeStateVector(forged)
    const isAllowed = root === 'model' && this.role === 'editor'
    forged.getMap(root).delete(isAllowed ? `key-${this.random.below(5)}` : KEPT)
    return Y.encodeStateAsUpdate(forged, before)
  }

  private ownPresence(): Uint8Array {
    return this.presenceOf(this.client, JSON.stringify({ user: { id: 'owner', name: STOLEN } }))
  }

  private presenceOf(client: number, json: string): Uint8Array {
    return encodeAwareness(
      encoding.encode(encoder => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, this.random.chance(0.1) ? 2 ** 52 : ++this.clock)
        encoding.writeVarString(encoder, json)
      }),
    )
  }
}

/** An update of one struct without content: garbage (0) or a skip (10). */
function writeStruct(client: number, clock: number, kind: 0 | 10, length: number): Uint8Array {
  return encoding.encode(encoder => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, kind)
    encoding.writeVarUint(encoder, length)
    encoding.writeVarUint(encoder, 0)
  })
}
