import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type ServerOptions, WebSocket, WebSocketServer } from 'ws'
import { CLOSE, SUBPROTOCOL } from '@/lib/protocol'
import type { Config } from '../config'
import type { Log } from '../log'
import type { Metrics } from '../metrics'
import { addressGroup, isOwnPage } from '../origin'
import { refuseUpgrade } from '../refuse-upgrade'
import type { Connection } from './connection'
import { ConnectionGate } from './connection-gate'
import { boundControlFrames } from './control-frames'
import type { Door } from './door'
import { FrameWriter } from './frame-writer'
import { SocketWire } from './socket-wire'
import { boundStranger } from './stranger'
import { systemClock } from './system-clock'
import { UnfinishedMessages } from './unfinished-messages'

const PATH = /^\/sync\/([^/?]*)$/
/** Room for the message around a board that has just the size that it may have. */
const ENVELOPE = 1_024
/** How long a socket that we closed may take to say goodbye, in ms. */
const FAREWELL = 5_000
/** RFC 6455 §7.4.1 */
const MESSAGE_TOO_BIG = 1009

/** A socket that ends for good over a message larger than a board. ws says 1009 then, after which clients come back for ever. */
class BoundedSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === MESSAGE_TOO_BIG) super.close(CLOSE.tooLarge, 'A message was larger than a board may be.')
    else super.close(code, reason)
  }
}

/** The sync endpoint: takes upgrades of `/sync/<board>` and leads their sockets to the door. */
export class SyncEndpoint {
  private readonly sockets: WebSocketServer
  private readonly writer = new FrameWriter()
  private readonly gate: ConnectionGate
  private readonly unfinished: UnfinishedMessages

  constructor(
    private readonly config: Config,
    private readonly door: Door,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    this.gate = new ConnectionGate(config.limits)
    this.unfinished = new UnfinishedMessages(config.limits, systemClock)
    const options: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      perMessageDeflate: false,
      closeTimeout: FAREWELL, // the published types lack it
      WebSocket: BoundedSocket,
      maxPayload: config.limits.boardBytes + ENVELOPE,
      // Chromium sends a large message in pieces of 128 KB; networks, in packets of some 1.4 KB.
      maxFragments: 1_024,
      maxBufferedChunks: 65_536,
      handleProtocols: offered => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    }
    this.sockets = new WebSocketServer(options)
  }

  /**
   * Takes an upgrade if its path is ours. A page from elsewhere is refused before the handshake; everybody else is
   * accepted and then told what is wrong by a close code, because clients retry a refused handshake for ever. That is what
   * those shall do whose address has too many connections.
   */
  take(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = request.url ?? ''
    if (!url.startsWith('/sync/')) return false
    if (!isOwnPage(request, this.config)) {
      this.metrics.refused('foreign origin')
      this.log.warn('a page of another site asked for a connection', { origin: request.headers.origin })
      refuseUpgrade(socket, '403 Forbidden')
      return true
    }
    const address = addressGroup(request, this.config)
    const leave = this.gate.enter(address, systemClock.now())
    if (leave === null) {
      this.metrics.refused('too many connections')
      this.log.warn('an address has too many connections', { address })
      refuseUpgrade(socket, '429 Too Many Requests')
      return true
    }
    socket.once('close', leave)
    const boardId = PATH.exec(url)?.[1] ?? ''
    const protocols = offeredProtocols(request)
    const open = (webSocket: WebSocket) => this.open(webSocket, socket, address, boardId, protocols)
    this.sockets.handleUpgrade(request, socket, head, open)
    return true
  }

  /** Lets go of sockets that did not answer the close. */
  terminate(): void {
    for (const socket of this.sockets.clients) socket.terminate()
  }

  /** What is made here lives as long as the connection, and must not keep its request in memory. */
  private open(
    webSocket: WebSocket,
    socket: Duplex,
    address: string,
    boardId: string,
    protocols: readonly string[],
  ): void {
    webSocket.on('error', () => {}) // ws has closed the socket, with a code for the other side
    const wire = new SocketWire(webSocket, socket, this.writer, this.metrics, this.log)
    this.unfinished.watch(socket, address, reason => {
      wire.close(CLOSE.overloaded, reason)
      wire.terminate()
    })
    void this.seat(webSocket, socket, wire, boardId, protocols)
  }

  private async seat(
    socket: WebSocket,
    stream: Duplex,
    wire: SocketWire,
    boardId: string,
    protocols: readonly string[],
  ): Promise<void> {
    // Messages wait in the socket until the room is there.
    socket.pause()
    boundControlFrames(socket, wire, this.config.limits.controlFramesPerSecond, systemClock.now)
    const liftBounds = boundStranger(socket, stream)
    const connection = await this.door.admit(wire, boardId, protocols)
    if (connection !== null) {
      liftBounds()
      socket.on('message', (data, isBinary) => this.pass(asBytes(data), isBinary, connection))
      socket.on('pong', () => connection.hear())
      socket.once('close', () => connection.leave())
    }
    socket.resume()
  }

  private pass(frame: Uint8Array, isBinary: boolean, connection: Connection): void {
    this.metrics.frameReceived(frame.length)
    if (!isBinary) {
      connection.leave()
      connection.close(CLOSE.malformed, 'A message was text; all of them are bytes.')
      return
    }
    connection.receive(frame)
  }
}

function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map(protocol => protocol.trim())
}

function asBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
