import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openBoard } from '@/lib/board'
import { participantId, type Role, SUBPROTOCOL } from '@/lib/protocol'
import { editAtRandom } from './edits'
import type { Guest, Link, SimulatedSocket } from './link'
import type { Random } from './random'
import type { Player, Stage } from './stage'

/** A program with y-websocket's own provider: no token, no word about what is saved, every cursor echoed. */
export class StockClient implements Player {
  private readonly doc = new Y.Doc()
  private readonly provider: WebsocketProvider
  private link: Link | null = null
  private isRevoked = false
  /** Everybody with this link and without a token is the same participant. */
  private readonly participant: string

  constructor(
    private readonly name: string,
    private readonly role: Role,
    private readonly stage: Stage,
    private readonly random: Random,
  ) {
    const client = stage.newClientId()
    this.doc.clientID = client
    stage.trace.note(name, `opens as ${role} ${client}`)
    const guest: Guest = { name, client, participant: `client:${client}`, role, isHonest: true }
    this.participant = participantId(`anonymous ${stage.secretOf(role)}`, stage.boardId)
    stage.audit.introduce(client, this.participant, role)
    this.doc.on('afterTransaction', ({ local }) => {
      if (local) stage.audit.wrote(client, Y.getState(this.doc.store, client))
    })
    const connectLink = (url: string, protocols: readonly string[]): Link => {
      stage.figures.connections++
      this.link = stage.network.connect(guest, url, protocols)
      return this.link
    }
    const awareness = new Awareness(this.doc)
    awareness.setLocalState({ user: { name } })
    const [serverUrl, room] = [stage.url.slice(0, stage.url.lastIndexOf('/')), stage.boardId]
    this.provider = new WebsocketProvider(serverUrl, room, this.doc, {
      awareness,
      disableBc: true,
      protocols: [SUBPROTOCOL, stage.secretOf(role)],
      WebSocketPolyfill: socketClass((url, protocols) => connectLink(url, protocols).socket),
    })
  }

  operate(): void {
    const { random, stage } = this
    stage.figures.operations++
    const what = random.weighted({ edit: 80, show: 10, cut: 1, silence: 1, offline: 1 })
    stage.trace.note(this.name, what)
    if (what === 'edit' && this.role !== 'viewer') {
      stage.figures.edits++
      editAtRandom(this.doc, openBoard(this.doc), this.role, random)
    }
    if (what === 'show') this.provider.awareness.setLocalStateField('cursor', { x: random.below(99), y: 0 })
    if (what === 'cut') this.link?.cut(random.between(0, 2_000), random.between(0, 2_000))
    if (what === 'silence') this.link?.silence('both')
    if (what === 'offline' && !this.isRevoked) {
      this.provider.disconnect()
      stage.clock.after(random.between(100, 20_000), () => this.provider.connect())
    }
  }

  recover(): void {
    if (!this.isRevoked) this.provider.connect()
  }

  isAtRest(): boolean {
    return (
      this.isRevoked || (this.provider.synced && this.stage.audit.isInLog(Y.encodeStateAsUpdate(this.doc)))
    )
  }

  replicas() {
    return this.isRevoked ? [] : [{ name: this.name, doc: this.doc }]
  }

  seen() {
    if (this.isRevoked) return []
    return [{ name: this.name, clients: [...this.provider.awareness.getStates().keys()], through: null }]
  }

  shown(): readonly number[] {
    return this.isRevoked ? [] : [this.doc.clientID]
  }

  lose(roles: readonly Role[], isDone: boolean): void {
    if (!roles.includes(this.role)) return
    this.isRevoked = true
    if (isDone) this.stage.audit.revoke(this.participant, this.stage.serverDocument())
  }

  destroy(): void {
    this.provider.destroy()
    this.provider.awareness.destroy()
  }
}

/** What the provider calls as `new WebSocket(url, protocols)`; it uses nothing that a socket of the network does not have. */
function socketClass(open: (url: string, protocols: readonly string[]) => SimulatedSocket): typeof WebSocket {
  function Socket(url: string, protocols: readonly string[]): SimulatedSocket {
    return open(url, protocols)
  }
  return Socket as unknown as typeof WebSocket
}
