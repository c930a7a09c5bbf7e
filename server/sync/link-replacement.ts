import type { Clock } from '@/lib/connection'
import type { Role } from '@/lib/protocol'
import { forEachRole } from '../links'
import type { Log } from '../log'
import { LinksChanged, type Storage, StorageTrouble, type StoredLinks } from '../storage/storage'
import type { Rooms } from './rooms'

/** So long the storage may take before live connections of links that may be replaced are sent to the door, in ms. */
const PATIENCE = 500
/** How often a storage that did not say what came of a replacement is asked, in ms. */
const ASK_EVERY = 250

/** Nobody knows whether the links were replaced: the storage did not say. */
export class OutcomeUnknown extends Error {}

interface Replacement {
  readonly boardId: string
  readonly before: StoredLinks
  readonly after: StoredLinks
  /** Whose links are replaced. */
  readonly roles: readonly Role[]
}

/**
 * Replaces links in the storage and ends the live connections of the old ones. Where the storage does not say what came of it,
 * it is asked until it does; and nobody stays meanwhile on a link that may be replaced: they come back through the door, which
 * looks at the links.
 */
export class LinkReplacement {
  private isClosed = false

  constructor(
    private readonly storage: Storage,
    private readonly rooms: Rooms,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves when the links are replaced. Rejects with `LinksChanged` when somebody else replaced one, with `OutcomeUnknown`
   * when nobody knows, and with the storage's own error when they are certainly as they were.
   */
  async replace(replacement: Replacement): Promise<void> {
    const { boardId, roles } = replacement
    let isDoubtful = false
    const stopWaiting = this.clock.after(PATIENCE, () => {
      isDoubtful = true
      this.rooms.recheck(boardId, roles)
    })
    let isOurs: boolean
    try {
      isOurs = await this.attempt(replacement)
    } finally {
      stopWaiting()
    }
    if (!isOurs) return
    // Who came in meanwhile may have come by the new link.
    if (isDoubtful) this.rooms.recheck(boardId, roles)
    else this.rooms.revoke(boardId, roles)
  }

  /** Asks no more. */
  close(): void {
    this.isClosed = true
  }

  /** Resolves to whether it was this call that replaced the links, and not another one that wanted just the same. */
  private async attempt(replacement: Replacement): Promise<boolean> {
    const { boardId, before, after } = replacement
    try {
      await this.storage.replaceLinks(boardId, before, after)
      return true
    } catch (error) {
      if (error instanceof LinksChanged && (await this.stands(boardId, after))) return false
      if (isCertain(error)) throw error
      return this.attemptAgain(replacement)
    }
  }

  /** A second attempt waits for what the first one left in the database, and then finds it done or does it. */
  private async attemptAgain(replacement: Replacement): Promise<boolean> {
    const { boardId, before, after, roles } = replacement
    try {
      await this.storage.replaceLinks(boardId, before, after)
      return true
    } catch (error) {
      if (error instanceof LinksChanged && (await this.stands(boardId, after))) return true
      if (isCertain(error)) throw error
      this.log.error('nobody knows whether links were replaced', { board: boardId, error })
      this.rooms.recheck(boardId, roles)
      void this.findOut(replacement)
      throw new OutcomeUnknown('The storage did not say whether the links were replaced', { cause: error })
    }
  }

  /** Asks until the storage says what holds. To put the old links in their own place changes nothing, and tells whether they stand. */
  private async findOut({ boardId, before, roles }: Replacement): Promise<void> {
    while (!this.isClosed) {
      await new Promise<void>(resolve => this.clock.after(ASK_EVERY, resolve))
      try {
        await this.storage.replaceLinks(boardId, before, before)
        return
      } catch (error) {
        if (!(error instanceof LinksChanged)) continue
        this.rooms.recheck(boardId, roles)
        return
      }
    }
  }

  private async stands(boardId: string, links: StoredLinks): Promise<boolean> {
    const stored = await this.storage.findLinks(boardId)
    return stored !== null && isSame(stored, links)
  }
}

/** Whether these are the same links. */
function isSame(a: StoredLinks, b: StoredLinks): boolean {
  const differs = forEachRole(
    role => a[role].secretHash !== b[role].secretHash || a[role].rotation !== b[role].rotation,
  )
  return !Object.values(differs).includes(true)
}

/** Whether nothing was written for sure. */
const isCertain = (error: unknown): boolean =>
  error instanceof LinksChanged || (error instanceof StorageTrouble && error.state === 'full')
