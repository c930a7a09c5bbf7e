import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { BOARD_ID, CLOSE, encodeNotice, participantId, type Role, SUBPROTOCOL, TOKEN } from '@/lib/protocol'
import type { Config } from '../config'
import { roleOf } from '../links'
import type { Log } from '../log'
import { isOwnPage } from '../origin'
import type { Storage } from '../storage/storage'
import { Connection, closeWith } from './connection'
import type { Rooms } from './rooms'

const PATH = /^\/sync\/([^/?]*)$/
/** Room for the message around a board that has just the size that it may have. */
const ENVELOPE = 1_024
/** RFC 6455 §7.4.1 */
const MESSAGE_TOO_BIG = 1009

/** A socket that ends for good over a message larger than a board. ws says 1009 then, after which clients come back for ever. */
class BoundedSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === MESSAGE_TOO_BIG) super.close(CLOSE.tooLarge, 'A message was larger than a board may be.')
    else super.close(code, reason)
  }
}

/** The sync endpoint: takes upgrades of `/sync/<board>` and seats their sockets in rooms. */
export class SyncEndpoint {
  private readonly sockets: WebSocketServer

  constructor(
    private readonly config: Config,
    private readonly storage: Storage,
    private readonly rooms: Rooms,
    private readonly log: Log,
  ) {
    this.sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      WebSocket: BoundedSocket,
      maxPayload: config.limits.boardBytes + ENVELOPE,
      // Chromium sends a large message in pieces of 128 KB; networks, in packets of some 1.4 KB.
      maxFragments: 1_024,
      maxBufferedChunks: 65_536,
      handleProtocols: offered => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    })
  }

  /**
   * Takes an upgrade if its path is ours. A page from elsewhere is refused before the handshake; everybody else is
   * accepted and then told what is wrong by a close code, because clients retry a refused handshake for ever.
   */
  take(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = request.url ?? ''
    if (!url.startsWith('/sync/')) return false
    if (!isOwnPage(request, this.config)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return true
    }
    this.sockets.handleUpgrade(request, socket, head, webSocket => {
      webSocket.on('error', () => {}) // ws has closed it, with a code for the other side
      void this.seat(webSocket, PATH.exec(url)?.[1] ?? '', offeredProtocols(request))
    })
    return true
  }

  /** Lets go of sockets that did not answer the close. */
  terminate(): void {
    for (const socket of this.sockets.clients) socket.terminate()
  }

  private async seat(
    socket: WebSocket,
    boardId: string,
    [name, secret = '', token = '']: string[],
  ): Promise<void> {
    // Messages wait in the socket until the room is there.
    socket.pause()
    try {
      const role = name === SUBPROTOCOL ? await this.findRole(boardId, secret) : null
      if (role === null) {
        await this.refuse(socket, boardId)
        return
      }
      await this.join(socket, boardId, role, secret, token)
    } catch (error) {
      this.log.error('a board could not be loaded', { board: boardId, error })
      closeWith(socket, CLOSE.tryAgain, 'The board could not be loaded.')
    } finally {
      socket.resume()
    }
  }

  private async join(
    socket: WebSocket,
    boardId: string,
    role: Role,
    secret: string,
    token: string,
  ): Promise<void> {
    const room = await this.rooms.enter(boardId)
    // Links may be replaced while the room is loaded or the links are read.
    let seen: number
    do {
      seen = this.rooms.revocations
      if ((await this.findRole(boardId, secret)) !== role) {
        closeWith(socket, CLOSE.revoked, 'This link was replaced. Ask for the new one.')
        return
      }
    } while (seen !== this.rooms.revocations)
    if (socket.readyState !== socket.OPEN) return
    const named = TOKEN.test(token)
    const participant = participantId(named ? token : `anonymous ${secret}`, boardId)
    const connection = new Connection(socket, role, participant, named, this.config.limits)
    if (named) {
      connection.send(
        encodeNotice({ kind: 'welcome', role, participant, generation: this.storage.generation }),
      )
    }
    connection.enter(room)
  }

  private async findRole(boardId: string, secret: string): Promise<Role | null> {
    const links = BOARD_ID.test(boardId) ? await this.storage.findLinks(boardId) : null
    return links === null ? null : roleOf(secret, links)
  }

  private async refuse(socket: WebSocket, boardId: string): Promise<void> {
    const exists = BOARD_ID.test(boardId) && (await this.storage.findLinks(boardId)) !== null
    if (exists) closeWith(socket, CLOSE.unauthorised, 'This link does not open this board.')
    else closeWith(socket, CLOSE.noSuchBoard, 'There is no such board.')
  }
}

function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map(protocol => protocol.trim())
}
