import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  encodeStep1,
  isFinal,
  type Message,
  type Notice,
  type Role,
  readMessage,
  type StorageState,
} from '@/lib/protocol'
import { Exchange } from './exchange'
import { Outbox } from './outbox'
import { Reconnection } from './reconnection'
import { Shown } from './shown'
import type { Clock, OpenSocket, Socket } from './socket'
import type { Phase, Refusal, Status } from './status'

/** The server says something every 20 s; after this long without a word the connection is dead. */
const SILENCE = 30_000

export interface ConnectionOptions {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** `ws(s)://host/sync/<board>` */
  readonly url: string
  /** `['chainboard', secret, token]` */
  readonly protocols: readonly string[]
  /** The generation of the storage that the content of `doc` was last in step with; none while it has no content. */
  readonly generation?: string | null
  readonly openSocket: OpenSocket
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
}

/** The browser's end of the wire. */
export interface Connection {
  status(): Status
  /** Calls `listener` after every change of the status, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** The browser found a network: an attempt is made at once. */
  goOnline(): void
  /** The browser lost its network: attempts stop until `goOnline`. */
  goOffline(): void
  /** Connects anew, at once, whatever came before, a refusal too. All that the server lacks goes in one answer. */
  reconnect(): void
  /** Sends now what would leave with the next frame: there may be none. */
  flush(): void
  /** Ends the connection for good; the document and the awareness stay. */
  close(): void
}

/**
 * Keeps `doc` and `awareness` in step with a board. Starts connecting at once. Remote changes bear the returned
 * connection as their transaction's origin.
 */
export function connect(options: ConnectionOptions): Connection {
  return new LiveConnection(options)
}

class LiveConnection implements Connection {
  // The connection of this moment.
  private socket: Socket | null = null
  private opened = false
  private onlineSince: number | null = null
  private lastHeard = 0
  private wanted = true
  private isOver = false
  private readonly outbox: Outbox
  private readonly exchange: Exchange
  private readonly shown: Shown
  private readonly reconnection: Reconnection
  private cancelAttempt = () => {}
  private cancelWatch = () => {}

  private phase: Phase = 'connecting'
  private everSynced = false
  private role: Role | null = null
  private participant: string | null = null
  private refusal: Refusal | null = null
  private denial: string | null = null
  private storage: StorageState = 'ok'
  private current: Status
  private readonly listeners = new Set<() => void>()

  constructor(private readonly options: ConnectionOptions) {
    const send = (frame: Uint8Array) => this.send(frame)
    this.outbox = new Outbox(options.doc, options.clock, send)
    this.exchange = new Exchange(options.doc, options.generation ?? null, asked => this.outbox.answer(asked))
    this.shown = new Shown(options.awareness, options.clock, send)
    this.reconnection = new Reconnection(options.random)
    this.current = this.read()
    options.doc.on('update', this.onDocUpdate)
    this.attempt()
  }

  status(): Status {
    return this.current
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  goOnline(): void {
    if (this.isOver || this.isTurnedAway || this.socket !== null) return
    this.wanted = true
    this.cancelAttempt()
    this.attempt()
  }

  reconnect(): void {
    if (this.isOver) return
    this.refusal = null
    this.denial = null
    this.drop('offline')
    this.goOnline()
  }

  flush(): void {
    this.outbox.flush()
  }

  goOffline(): void {
    this.wanted = false
    if (!this.isTurnedAway) this.drop('offline')
  }

  close(): void {
    this.isOver = true
    this.options.doc.off('update', this.onDocUpdate)
    this.shown.stop()
    if (this.opened) {
      this.outbox.flush()
      this.shown.sayGoodbye()
    }
    this.goOffline()
    this.listeners.clear()
  }

  private attempt(): void {
    const { openSocket, url, protocols, clock } = this.options
    const socket = openSocket(url, protocols)
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    socket.onopen = () => this.begin()
    socket.onmessage = ({ data }) => this.hear(data)
    socket.onclose = ({ code, reason }) => this.end(code, reason)
    socket.onerror = () => {} // a close follows
    this.lastHeard = clock.now()
    this.watch(SILENCE)
  }

  private begin(): void {
    this.opened = true
    this.exchange.begin(Boolean(this.options.protocols[2]))
    this.send(encodeStep1(Y.encodeStateVector(this.options.doc)))
    this.shown.announce()
  }

  private hear(data: unknown): void {
    if (!(data instanceof ArrayBuffer)) return
    this.lastHeard = this.options.clock.now()
    try {
      this.handle(readMessage(new Uint8Array(data)))
    } catch {
      // What it was meant to bring is missing here from now on; a new connection brings everything.
      this.end(1006, '')
      return
    }
    this.publish()
  }

  private handle(message: Message): void {
    const { clock } = this.options
    switch (message.kind) {
      case 'step1':
        this.exchange.ask(message.stateVector)
        break
      case 'step2':
        this.exchange.absorb(message.update, this)
        this.phase = 'online'
        this.everSynced = true
        this.onlineSince ??= clock.now()
        break
      case 'update':
        this.exchange.absorb(message.update, this)
        break
      case 'awareness':
        this.shown.hear(message.entries, this)
        break
      case 'queryAwareness':
        this.shown.show()
        break
      case 'saved':
        this.outbox.saved(message.count)
        break
      case 'notice':
        if (message.notice !== null) this.take(message.notice)
        break
      case 'denied':
        this.denial = message.reason
        break
      default: // what is unknown is for a later version
        break
    }
  }

  private take(notice: Notice): void {
    switch (notice.kind) {
      case 'welcome':
        this.role = notice.role
        this.participant = notice.participant
        if (!this.exchange.welcome(notice.generation)) this.drop('replaced')
        break
      case 'storage':
        this.storage = notice.state
        break
    }
  }

  /** Whether the server ended it for a reason that holds for the next attempt, too. */
  private get isTurnedAway(): boolean {
    return this.phase === 'refused' || this.phase === 'replaced'
  }

  /** The socket was closed by the other side or by the network. */
  private end(code: number, reason: string): void {
    const { clock } = this.options
    const onlineFor = this.onlineSince === null ? 0 : clock.now() - this.onlineSince
    if (isFinal(code)) {
      this.refusal = { code, message: reason }
      this.drop('refused')
      return
    }
    this.drop('offline')
    if (!this.wanted) return
    this.cancelAttempt = clock.after(this.reconnection.next(onlineFor), () => this.attempt())
  }

  /** Lets go of the socket, if there is one, and of everything that held through it. */
  private drop(phase: Phase): void {
    this.cancelAttempt()
    this.cancelWatch()
    if (this.socket !== null) {
      const socket = this.socket
      this.socket = null
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
    this.opened = false
    this.exchange.end()
    this.onlineSince = null
    this.storage = 'ok'
    this.outbox.disconnect()
    this.phase = phase
    this.shown.forgetOthers(this)
    this.publish()
  }

  /** Ends the connection when the server is silent for `wait` ms more. */
  private watch(wait: number): void {
    const { clock } = this.options
    this.cancelWatch = clock.after(wait, () => {
      const left = this.lastHeard + SILENCE - clock.now()
      if (left > 0) this.watch(left)
      else this.end(1006, '')
    })
  }

  private readonly onDocUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return
    this.outbox.add(update)
    this.publish()
  }

  private send(frame: Uint8Array): void {
    // lib0 allocates plain array buffers, which is what sockets want.
    if (this.opened) this.socket?.send(frame as Uint8Array<ArrayBuffer>)
  }

  private publish(): void {
    const before = this.current
    const now = this.read()
    const keys = Object.keys(now) as (keyof Status)[] // the keys of the object literal in `read`
    if (keys.every(key => now[key] === before[key])) return
    this.current = now
    for (const listener of this.listeners) listener()
  }

  private read(): Status {
    const { phase, everSynced, role, participant, refusal, denial, storage } = this
    const { unsaved } = this.outbox
    const { generation } = this.exchange
    return { phase, everSynced, unsaved, role, participant, generation, refusal, denial, storage }
  }
}
