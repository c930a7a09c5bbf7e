import type { Clock } from '@/lib/connection'
import {
  BOARD_ID,
  CLOSE,
  encodeNotice,
  type Limits,
  participantId,
  type Role,
  SUBPROTOCOL,
  TOKEN,
} from '@/lib/protocol'
import { roleOf } from '../links'
import type { Log } from '../log'
import type { Storage } from '../storage/storage'
import { Connection, type Visitor } from './connection'
import type { Rooms } from './rooms'
import type { Wire } from './wire'

/** Lets wires into rooms: looks at what they offer, loads the board, and says who they are there. */
export class Door {
  constructor(
    private readonly storage: Storage,
    private readonly rooms: Rooms,
    private readonly limits: Limits,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /**
   * Seats a wire in the room of a board, or closes it with the reason. The caller gives the connection what the wire hears
   * from then on, and nothing before. Never rejects.
   *
   * @param protocols - what the client offered, in its order: our subprotocol, the link's secret, the participant's token
   */
  async admit(wire: Wire, boardId: string, protocols: readonly string[]): Promise<Connection | null> {
    const [name, secret = '', token = ''] = protocols
    const seen = this.rooms.revocations
    try {
      const role = name === SUBPROTOCOL ? await this.findRole(boardId, secret) : null
      if (role !== null) return await this.seat(wire, boardId, role, seen, secret, token)
      await this.refuse(wire, boardId, CLOSE.unauthorised, 'This link does not open this board.')
    } catch (error) {
      this.log.error('a board could not be loaded', { board: boardId, error })
      wire.close(CLOSE.tryAgain, 'The board could not be loaded.')
    }
    return null
  }

  private async seat(
    wire: Wire,
    boardId: string,
    role: Role,
    revocations: number,
    secret: string,
    token: string,
  ): Promise<Connection | null> {
    const room = await this.rooms.enter(boardId)
    // Links may be replaced while the links are read or the room is loaded.
    for (let seen = revocations; seen !== this.rooms.revocations; ) {
      seen = this.rooms.revocations
      if ((await this.findRole(boardId, secret)) !== role) {
        await this.refuse(wire, boardId, CLOSE.revoked, 'This link was replaced. Ask for the new one.')
        return null
      }
    }
    if (!wire.isOpen) return null
    const visitor = whoIs(boardId, role, secret, token)
    const connection = new Connection(wire, visitor, room, this.limits, this.clock)
    if (visitor.named) {
      connection.send([encodeNotice({ kind: 'welcome', ...this.welcome(visitor) })])
      const state = this.rooms.storageState
      if (state !== 'ok') connection.send([encodeNotice({ kind: 'storage', state })])
    }
    connection.enter()
    return connection
  }

  private welcome({ role, participant }: Visitor) {
    return { role, participant, generation: this.storage.generation }
  }

  private async findRole(boardId: string, secret: string): Promise<Role | null> {
    const links = BOARD_ID.test(boardId) ? await this.storage.findLinks(boardId) : null
    return links === null ? null : roleOf(secret, links)
  }

  /** Says what is wrong with a link; but of a board that there is not, that there is none. */
  private async refuse(wire: Wire, boardId: string, code: number, reason: string): Promise<void> {
    const exists = BOARD_ID.test(boardId) && (await this.storage.findLinks(boardId)) !== null
    if (exists) wire.close(code, reason)
    else wire.close(CLOSE.noSuchBoard, 'There is no such board.')
  }
}

/** Who comes to a board with a link's secret and, perhaps, a participant's token. */
export function whoIs(boardId: string, role: Role, secret: string, token: string): Visitor {
  const named = TOKEN.test(token)
  return { role, participant: participantId(named ? token : `anonymous ${secret}`, boardId), named }
}
