import type { Socket } from '@/lib/connection'
import { type Role, readMessage } from '@/lib/protocol'
import type { Wire } from '../wire'
import { readEntries } from './entries'
import type { Listener, Network } from './network'
import { type Parcel, Way } from './way'

/** Who connects, as the judge of a run knows it; the server has to find out for itself. */
export interface Guest {
  readonly name: string
  /** The Yjs client id that it writes under and shows itself under. */
  readonly client: number
  /** What the server has to call it. */
  readonly participant: string
  readonly role: Role
  /** Whether it does what a page of ours or a stock client does, and nothing else. */
  readonly isHonest: boolean
}

/** What the server's side of a connection tells whoever listens there. */
export interface ServerEnd {
  message(bytes: Uint8Array): void
  pong(): void
  /** It is over, and nothing comes any more. */
  closed(): void
}

/** The browser's end. */
export class SimulatedSocket implements Socket {
  static readonly OPEN = 1
  readonly OPEN = 1
  binaryType = ''
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  onerror: Socket['onerror'] = null
  readyState = 0

  constructor(private readonly link: Link) {}

  send(frame: Uint8Array): void {
    if (this.readyState === this.OPEN) this.link.fromClient({ kind: 'message', bytes: frame })
  }

  close(): void {
    if (this.readyState >= 2) return
    this.readyState = 2
    this.link.fromClient({ kind: 'close', code: 1005, reason: '' })
  }
}

/** How long a browser waits for the handshake, in ms. */
const HANDSHAKE_TIMEOUT = 20_000
/** How long the server's side waits for the answer to a close, in ms; `ws` does the same. */
const CLOSE_TIMEOUT = 30_000

/** The server's end. */
class SimulatedWire implements Wire {
  isOpen = true

  constructor(private readonly link: Link) {}

  get waiting(): number {
    return this.link.waitingForClient
  }

  send(frames: readonly Uint8Array[]): void {
    if (!this.isOpen) return
    for (const bytes of frames) this.link.fromServer({ kind: 'message', bytes })
  }

  ping(): void {
    if (this.isOpen) this.link.fromServer({ kind: 'ping' })
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.link.fromServer({ kind: 'close', code, reason })
    this.link.awaitGoodbye()
  }

  terminate(): void {
    this.isOpen = false
    this.link.fromServer({ kind: 'reset' })
    this.link.endServer()
  }
}

/** One connection with its two ends. The server's holds back what comes until somebody listens. */
export class Link {
  readonly socket = new SimulatedSocket(this)
  readonly wire: Wire & { isOpen: boolean } = new SimulatedWire(this)
  private readonly up: Way
  private readonly down: Way
  private readonly held: Parcel[] = []
  private end: ServerEnd | null = null
  private server: Listener | null = null
  private isServerDone = false
  private isClientDone = false

  constructor(
    readonly name: string,
    readonly boardId: string,
    readonly protocols: readonly string[],
    readonly guest: Guest,
    private readonly network: Network,
    delay: () => number,
  ) {
    this.up = new Way(network.clock, delay, parcel => this.atServer(parcel))
    this.down = new Way(network.clock, delay, parcel => this.atClient(parcel))
    this.up.send({ kind: 'open' })
    network.clock.after(HANDSHAKE_TIMEOUT, () => {
      if (this.socket.readyState === 0) this.endClient(1006, '')
    })
  }

  get waitingForClient(): number {
    return this.down.waiting
  }

  /** Whether its two ends may still hear of each other. */
  get isAlive(): boolean {
    return !(this.isServerDone || this.isClientDone)
  }

  /** Whether what one end says arrives at the other. */
  get isWhole(): boolean {
    return this.isAlive && !(this.up.isDead || this.down.isDead)
  }

  get isOver(): boolean {
    return this.isServerDone && this.isClientDone
  }

  fromClient(parcel: Parcel): void {
    this.up.send(parcel)
  }

  fromServer(parcel: Parcel): void {
    if (parcel.kind === 'message') this.network.watcher.sent(this, parcel.bytes)
    this.down.send(parcel)
  }

  /** From now on `end` hears what comes, what was held back first. */
  listen(end: ServerEnd): void {
    this.end = end
    for (const parcel of this.held.splice(0)) this.atServer(parcel)
    if (this.isServerDone) end.closed()
  }

  /** Half-open: nothing passes any more and nobody is told. */
  silence(way: 'up' | 'down' | 'both'): void {
    this.network.trace.note(this.name, `half-open ${way}`)
    if (way !== 'down') this.up.die()
    if (way !== 'up') this.down.die()
  }

  /** Breaks the connection, a message under way with it. Each side learns of it after its own time. */
  cut(clientLearnsIn: number, serverLearnsIn: number): void {
    this.network.trace.note(this.name, 'cut')
    this.up.die()
    this.down.die()
    this.network.clock.after(clientLearnsIn, () => this.endClient(1006, ''))
    this.network.clock.after(serverLearnsIn, () => this.endServer())
  }

  /** The browser's process is gone: nobody listens there, and its machine ends the connection. */
  loseClient(): void {
    this.isClientDone = true
    this.forgetClient()
    this.up.send({ kind: 'reset' })
  }

  /** The server's process is gone. A machine that lost its power sends nothing. */
  loseServer(isSilent: boolean): void {
    this.isServerDone = true
    this.end = null
    this.wire.isOpen = false
    this.up.die()
    if (isSilent) this.down.die()
    else this.down.send({ kind: 'reset' })
  }

  awaitGoodbye(): void {
    this.server?.clock.after(CLOSE_TIMEOUT, () => this.endServer())
  }

  endServer(): void {
    if (this.isServerDone) return
    this.isServerDone = true
    this.wire.isOpen = false
    this.up.die()
    this.network.watcher.ended(this)
    this.end?.closed()
  }

  private endClient(code: number, reason: string): void {
    if (this.isClientDone) return
    this.isClientDone = true
    this.socket.readyState = 3
    this.socket.onclose?.({ code, reason })
    this.forgetClient()
  }

  private forgetClient(): void {
    this.socket.readyState = 3
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null
  }

  private atServer(parcel: Parcel): void {
    if (parcel.kind === 'open') {
      this.server = this.network.isDown ? null : this.network.listener
      if (this.server === null) this.down.send({ kind: 'reset' })
      else {
        this.down.send({ kind: 'open' })
        this.server.accept(this)
      }
      return
    }
    if (this.isServerDone) return
    if (parcel.kind === 'reset') this.endServer()
    else if (this.end === null) this.held.push(parcel)
    else if (parcel.kind === 'message') {
      this.network.watcher.received(this, parcel.bytes)
      this.end.message(parcel.bytes)
    } else if (parcel.kind === 'pong') this.end.pong()
    else if (parcel.kind === 'close') {
      if (this.wire.isOpen) this.wire.close(1000, '')
      this.endServer()
    }
  }

  private atClient(parcel: Parcel): void {
    if (this.isClientDone) return
    const { socket } = this
    switch (parcel.kind) {
      case 'open':
        if (socket.readyState !== 0) return
        socket.readyState = 1
        socket.onopen?.(undefined as never) // nobody looks at the event
        return
      case 'message':
        this.network.trace.note(this.name, '<-', parcel.bytes, () => inWords(parcel.bytes))
        socket.onmessage?.({ data: parcel.bytes.slice().buffer })
        return
      case 'ping':
        this.up.send({ kind: 'pong' })
        return
      case 'close':
        this.network.trace.note(this.name, `closed ${parcel.code}`, undefined, () => parcel.reason)
        this.up.send(parcel)
        this.endClient(parcel.code, parcel.reason)
        return
      case 'reset':
        this.endClient(1006, '')
        return
    }
  }
}

/** What a frame says, for whoever reads a trace. */
function inWords(frame: Uint8Array): string {
  const message = readMessage(frame)
  switch (message.kind) {
    case 'awareness':
      return readEntries(message.entries)
        .map(({ client, clock, state }) => `${state === null ? 'gone' : 'here'} ${client}@${clock}`)
        .join(', ')
    case 'saved':
      return `saved ${message.count}`
    case 'denied':
      return `denied: ${message.reason}`
    case 'notice':
      return message.notice?.kind ?? 'notice'
    default:
      return message.kind
  }
}
