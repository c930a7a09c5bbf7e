import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Board, createUndo, openBoard, type Undo } from '@/lib/board'
import { type Connection, connect, isSaved } from '@/lib/connection'
import { participantId, type Role, SUBPROTOCOL } from '@/lib/protocol'
import type { Guest, Link } from './link'
import type { Random } from './random'
import type { Stage } from './stage'

/** A piece of what a page did: so many clocks of a client id. */
interface Deletion {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** A page of ours: the real client with the real commands and undo over a document. */
export class Page {
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  readonly board: Board
  readonly undo: Undo
  readonly connection: Connection
  readonly guest: Guest
  link: Link | null = null
  private readonly client: number
  private deletions: Deletion[] = []

  /**
   * @param token - the participant's
   * @param copy - the updates that the browser kept of the board
   * @param keep - called with every update, to be kept
   */
  constructor(
    readonly name: string,
    readonly role: Role,
    secret: string,
    token: string,
    copy: readonly Uint8Array[],
    keep: (update: Uint8Array) => void,
    private readonly stage: Stage,
    random: Random,
  ) {
    const { audit, network, url, clock } = stage
    this.client = stage.newClientId()
    this.doc.clientID = this.client
    const participant = participantId(token, stage.boardId)
    stage.trace.note(name, `opens as ${role} ${this.client}`)
    audit.introduce(this.client, participant, role)
    this.guest = { name, client: this.client, participant, role, isHonest: true }
    this.doc.transact(() => {
      for (const update of copy) Y.applyUpdate(this.doc, update)
    })
    this.board = openBoard(this.doc)
    this.undo = createUndo(this.board)
    this.doc.on('update', keep)
    this.doc.on('afterTransaction', transaction => this.noteTransaction(transaction))
    this.awareness = new Awareness(this.doc)
    this.awareness.setLocalState({ user: { name }, cursor: null })
    this.connection = connect({
      doc: this.doc,
      awareness: this.awareness,
      url,
      protocols: [SUBPROTOCOL, secret, token],
      openSocket: (to, protocols) => {
        this.link = network.connect(this.guest, to, protocols)
        stage.figures.connections++
        return this.link.socket
      },
      clock,
      random: random.number,
    })
    this.connection.subscribe(() => this.checkSaved())
  }

  get isSaved(): boolean {
    return isSaved(this.connection.status())
  }

  get isRefused(): boolean {
    return this.connection.status().phase === 'refused'
  }

  /** The page goes away: with a goodbye, or with its whole browser. */
  close(isKilled: boolean): void {
    if (isKilled) this.link?.loseClient()
    this.connection.close()
    this.undo.destroy()
    this.awareness.destroy()
  }

  private noteTransaction(transaction: Y.Transaction): void {
    if (this.doc.clientID !== this.client) this.stage.audit.blame(`${this.name} had to give up its client id`)
    if (!transaction.local) return
    this.stage.audit.wrote(this.client, Y.getState(this.doc.store, this.client))
    for (const [client, ranges] of transaction.deleteSet.clients) {
      for (const { clock, len } of ranges) this.deletions.push({ client, clock, length: len })
    }
  }

  /** The page's own "saved" against the log. */
  private checkSaved(): void {
    if (!this.isSaved) return
    const { audit } = this.stage
    const written = Y.getState(this.doc.store, this.client)
    const isKept =
      written <= Y.getState(audit.logged.store, this.client) &&
      this.deletions.every(({ client, clock, length }) => audit.isDeleted(client, clock, length))
    if (!isKept) audit.blame(`${this.name} says saved while a change of it is not in the log`)
    this.deletions = []
  }
}
