import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { encodeNotice, encodeStep1, encodeStep2, type Message, readMessage } from '@/lib/protocol'
import { type Connection, connect } from './connection'
import type { Clock, Socket } from './socket'

/** The other end of a socket, played by the test. */
export class FakeSocket implements Socket {
  binaryType = ''
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  onerror: Socket['onerror'] = null
  readonly sent: Message[] = []
  isClosed = false

  send(frame: Uint8Array): void {
    this.sent.push(readMessage(frame.slice()))
  }

  close(): void {
    this.isClosed = true
  }

  open(): void {
    this.onopen?.(undefined as never) // nobody looks at the event
  }

  say(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer })
  }

  /** Opens and tells whose storage this is, as a server does before anything else. */
  welcome(generation = 'g'): void {
    this.open()
    this.say(encodeNotice({ kind: 'welcome', role: 'editor', participant: 'me', generation }))
  }

  /** Opens and answers as a server with this document does. */
  serve(doc: Y.Doc, generation?: string): void {
    this.welcome(generation)
    this.say(encodeStep1(Y.encodeStateVector(doc)))
    this.say(encodeStep2(Y.encodeStateAsUpdate(doc)))
  }

  updates(): Uint8Array[] {
    return this.sent.flatMap(message =>
      message.kind === 'step2' || message.kind === 'update' ? [message.update] : [],
    )
  }
}

/** Time that passes only when the test says so. */
export class FakeClock implements Clock {
  private time = 0
  private tasks: { at: number; task: () => void }[] = []

  now(): number {
    return this.time
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.time + ms, task }
    this.tasks.push(entry)
    return () => {
      this.tasks = this.tasks.filter(other => other !== entry)
    }
  }

  pass(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const next = this.tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.tasks = this.tasks.filter(other => other !== next)
      this.time = next.at
      next.task()
    }
    this.time = end
  }
}

/** A page on a board: its document and its connection, with time, chance and the server played by the test. */
export class TestPage {
  readonly doc = new Y.Doc()
  /** The document as the server has it. */
  readonly board = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly clock = new FakeClock()
  /** Every socket that was opened, in order. */
  readonly sockets: FakeSocket[] = []
  chance = 0.5
  connection: Connection

  constructor() {
    this.board.getMap('model').set('y', 1)
    this.awareness.setLocalState({ name: 'me' })
    this.connection = this.connect(null)
  }

  /** Opens a connection in place of the one before. */
  connect(generation: string | null, protocols = ['chainboard', 'secret', 'token']): Connection {
    this.connection = connect({
      doc: this.doc,
      awareness: this.awareness,
      url: 'ws://host/sync/board',
      protocols,
      generation,
      openSocket: () => {
        const socket = new FakeSocket()
        this.sockets.push(socket)
        return socket
      },
      clock: this.clock,
      random: () => this.chance,
    })
    return this.connection
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    return this.sockets[this.sockets.length - 1]
  }

  get phase() {
    return this.connection.status().phase
  }

  edit(value: number): void {
    this.doc.getMap('model').set('x', value)
  }

  drop(code = 1006, reason = ''): void {
    this.socket.onclose?.({ code, reason })
  }
}
