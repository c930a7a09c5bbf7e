import type { Clock } from '@/lib/connection'
import type { Log } from '../log'
import type { Room, ServerEdit } from './room'
import type { Rooms } from './rooms'

/** So long a commit may take before whoever waits for it is told that nobody knows, in ms. */
const PATIENCE = 5_000

/**
 * What came of a write: it is on the disk; the board is full; nothing was written; or nobody knows yet, because the storage is in
 * trouble or the room had to be loaded again.
 */
export type WriteEnd = 'saved' | 'full' | 'not written' | 'unknown'

/**
 * Writes into boards what the server alone may write. A board that nobody is on is opened as for somebody who comes: there is one
 * document that takes changes, so nothing can fork, and the log is written in one order.
 */
export class BoardWriter {
  constructor(
    private readonly rooms: Rooms,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /**
   * @param edit - called when the board is there, to look once more at who asks and to say what to write: between that and the
   * writing nothing else happens. What it throws is thrown here.
   */
  async write(boardId: string, edit: () => Promise<ServerEdit>): Promise<WriteEnd> {
    const room = await this.enter(boardId)
    if (room === null) return 'not written'
    const seen = this.rooms.revocations
    const toWrite = await edit()
    if (seen !== this.rooms.revocations || room.isAbandoned) return this.write(boardId, edit)
    return this.commit(room, toWrite)
  }

  private commit(room: Room, edit: ServerEdit): Promise<WriteEnd> {
    return new Promise(resolve => {
      const stopWaiting = this.clock.after(PATIENCE, () => resolve('unknown'))
      const refusal = room.write(edit, isSaved => {
        stopWaiting()
        resolve(isSaved ? 'saved' : 'unknown')
      })
      if (refusal === null) return
      stopWaiting()
      resolve(refusal === 'full' ? 'full' : 'not written')
    })
  }

  private async enter(boardId: string): Promise<Room | null> {
    try {
      return await this.rooms.enter(boardId)
    } catch (error) {
      this.log.error('a board could not be loaded', { board: boardId, error })
      return null
    }
  }
}
