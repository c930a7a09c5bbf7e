import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  isFinal,
  type Message,
  type Role,
  readMessage,
} from '@/lib/protocol'
import { Pace } from './pace'
import { Reconnection } from './reconnection'
import type { Clock, OpenSocket, Socket } from './socket'
import type { Phase, Refusal, Status } from './status'
import { Unsaved } from './unsaved'

/** The server says something every 20 s; after this long without a word the connection is dead. */
const SILENCE = 30_000

export interface ConnectionOptions {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** `ws(s)://host/sync/<board>` */
  readonly url: string
  /** `['chainboard', secret, token]` */
  readonly protocols: readonly string[]
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
  private socket: Socket | null = null
  private opened = false
  /** Whether our whole state is on its way, so that single changes may follow it. */
  private caughtUp = false
  private onlineSince: number | null = null
  private lastHeard = 0
  private wanted = true
  /** Changes that follow our whole state, in order, and leave together in the next frame. */
  private outgoing: Uint8Array[] = []
  private readonly pace: Pace
  private readonly unsaved = new Unsaved()
  private readonly reconnection: Reconnection
  private cancelAttempt = () => {}
  private cancelWatch = () => {}

  private phase: Phase = 'connecting'
  private everSynced = false
  private role: Role | null = null
  private participant: string | null = null
  private refusal: Refusal | null = null
  private current: Status
  private readonly listeners = new Set<() => void>()

  constructor(private readonly options: ConnectionOptions) {
    this.pace = new Pace(options.clock, () => this.sendChanges())
    this.reconnection = new Reconnection(options.random)
    this.current = this.read()
    options.doc.on('update', this.onDocUpdate)
    options.awareness.on('update', this.onAwarenessUpdate)
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
    if (this.refusal !== null || this.socket !== null) return
    this.wanted = true
    this.cancelAttempt()
    this.attempt()
  }

  goOffline(): void {
    this.wanted = false
    this.drop()
  }

  close(): void {
    this.options.doc.off('update', this.onDocUpdate)
    this.options.awareness.off('update', this.onAwarenessUpdate)
    if (this.opened) {
      this.pace.run()
      this.sayGoodbye()
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
    this.send(encodeStep1(Y.encodeStateVector(this.options.doc)))
    // The others were told that we left: a newer clock makes them see us again.
    const { awareness } = this.options
    awareness.setLocalState(awareness.getLocalState())
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
    const { doc, awareness, clock } = this.options
    switch (message.kind) {
      case 'step1': {
        const update = Y.encodeStateAsUpdate(doc, message.stateVector)
        this.send(encodeStep2(update))
        this.unsaved.sendEverything(isEmptyUpdate(update))
        this.outgoing = []
        this.caughtUp = true
        break
      }
      case 'step2':
        Y.applyUpdate(doc, message.update, this)
        this.phase = 'online'
        this.everSynced = true
        this.onlineSince ??= clock.now()
        break
      case 'update':
        Y.applyUpdate(doc, message.update, this)
        break
      case 'awareness':
        applyAwarenessUpdate(awareness, message.entries, this)
        break
      case 'queryAwareness':
        this.sendPresence()
        break
      case 'saved':
        this.unsaved.saved(message.count)
        break
      case 'notice':
        this.role = message.notice?.role ?? this.role
        this.participant = message.notice?.participant ?? this.participant
        break
      default: // a denial leaves the change unsaved; what is unknown is for a later version
        break
    }
  }

  /** The socket was closed by the other side or by the network. */
  private end(code: number, reason: string): void {
    const { clock } = this.options
    const onlineFor = this.onlineSince === null ? 0 : clock.now() - this.onlineSince
    if (isFinal(code)) this.refusal = { code, message: reason }
    this.drop()
    if (!this.wanted || this.refusal !== null) return
    this.cancelAttempt = clock.after(this.reconnection.next(onlineFor), () => this.attempt())
  }

  /** Lets go of the socket, if there is one, and of everything that held through it. */
  private drop(): void {
    this.cancelAttempt()
    this.cancelWatch()
    if (this.socket !== null) {
      const socket = this.socket
      this.socket = null
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
    this.opened = false
    this.caughtUp = false
    this.outgoing = []
    this.pace.cancel()
    this.onlineSince = null
    this.unsaved.disconnect()
    this.phase = this.refusal === null ? 'offline' : 'refused'
    this.forgetOthers()
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
    this.unsaved.wait()
    if (this.caughtUp) {
      this.outgoing.push(update)
      this.pace.ask()
    }
    this.publish()
  }

  private sendChanges(): void {
    if (this.outgoing.length === 0) return
    this.send(encodeUpdate(Y.mergeUpdates(this.outgoing)))
    this.unsaved.sendWaiting()
    this.outgoing = []
  }

  private readonly onAwarenessUpdate = (_changes: unknown, origin: unknown): void => {
    if (origin === 'local') this.sendPresence()
  }

  private sendPresence(): void {
    const { awareness } = this.options
    this.send(encodeAwareness(encodeAwarenessUpdate(awareness, [awareness.clientID])))
  }

  private sayGoodbye(): void {
    const { awareness } = this.options
    const nobody = new Map<number, Record<string, unknown>>()
    this.send(encodeAwareness(encodeAwarenessUpdate(awareness, [awareness.clientID], nobody)))
  }

  private forgetOthers(): void {
    const { awareness } = this.options
    const others = [...awareness.getStates().keys()].filter(client => client !== awareness.clientID)
    removeAwarenessStates(awareness, others, this)
    // Their clocks too: whoever has not moved meanwhile is shown under the same clock when we are back.
    for (const client of others) awareness.meta.delete(client)
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
    const { phase, everSynced, role, participant, refusal } = this
    return { phase, everSynced, unsaved: this.unsaved.count, role, participant, refusal }
  }
}

/** Whether an update has neither content nor deletions. */
const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0
