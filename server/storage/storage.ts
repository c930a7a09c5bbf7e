import type { Role, StorageState } from '@/lib/protocol'

/** A link as it is stored: the SHA-256 of its secret (hex), and how often it was replaced. */
export interface StoredLink {
  readonly rotation: number
  readonly secretHash: string
}

export type StoredLinks = Readonly<Record<Role, StoredLink>>

/** One line of a board's log. */
export interface LoggedUpdate {
  readonly boardId: string
  /** 1, 2, 3 … within the board. */
  readonly n: number
  /** The public id of the participant who made the change. */
  readonly participant: string
  /** When the server took it, in ms since 1970. */
  readonly at: number
  /** A Yjs V1 update. */
  readonly bytes: Uint8Array
}

/** Which participant (their public id) wrote under which Yjs client id. */
export type Authors = ReadonlyMap<number, string>

/** A Yjs client id becomes a participant's before anything is written under it, or is let go of. */
export interface Claim {
  readonly boardId: string
  readonly client: number
  /** The public id of the participant; null: nobody's any more. */
  readonly participant: string | null
  /** When the server took it, in ms since 1970. */
  readonly at: number
}

/** Every update of a board up to `n` in one, and who wrote them. */
export interface Snapshot {
  readonly n: number
  readonly bytes: Uint8Array
  readonly authors: Authors
}

/** A board as it lies in the log: the updates follow the snapshot without a gap but the damaged ones. */
export interface StoredBoard {
  readonly snapshot: Snapshot | null
  readonly updates: readonly LoggedUpdate[]
  /** Who may write under ids under which nothing is in the log, the oldest first; absent: nobody. */
  readonly claims?: Authors
  /** The numbers of updates whose bytes are not those that were written, or that cannot be read; absent: none. */
  readonly damaged?: readonly number[]
}

/** How a board came to be what it is, as far back as its history is kept. */
export interface History {
  /** The board after its update `n`, and when that was (ms since 1970); null: nothing, for all of its updates are kept. */
  readonly start: { readonly n: number; readonly at: number; readonly bytes: Uint8Array } | null
  /** Every update since then, in order, but the damaged ones. */
  readonly updates: readonly LoggedUpdate[]
}

/** An image as it is stored. */
export interface StoredImage {
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly hash: string
  /** For instance `image/png`. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** Why the storage cannot be opened, in words for whoever starts the server. */
export class StorageUnavailable extends Error {}

/**
 * The storage cannot do now what it will do later: there is no space, or it does not answer. Nothing was written, or
 * nobody knows; the same may be tried again. Every other error of a storage is a defect.
 */
export class StorageTrouble extends Error {
  constructor(
    readonly state: Exclude<StorageState, 'ok'>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Links that are not as they were read: somebody replaced one meanwhile. */
export class LinksChanged extends Error {}

/**
 * The log and what hangs on it. Every promise that resolves to nothing means: it is on the disk. Every one may reject with
 * `StorageTrouble`.
 */
export interface Storage {
  /** Made once with the storage itself: another generation is another history. */
  readonly generation: string
  /** How large the write-ahead log is, in bytes; null where the database looks after it itself. */
  walBytes(): number | null
  /** Creates a board with its links and the first update of its log. */
  createBoard(id: string, links: StoredLinks, first: LoggedUpdate): Promise<void>
  /** A board's links, or null when there is no such board. */
  findLinks(boardId: string): Promise<StoredLinks | null>
  /**
   * Puts the links `after` in the place of `before`, all or nothing. Rejects with `LinksChanged` when one of them
   * has another rotation than `before`: links of two owners' secrets are never mixed.
   */
  replaceLinks(boardId: string, before: StoredLinks, after: StoredLinks): Promise<void>
  /**
   * Removes a board with all that hangs on it, for good and all or nothing. Rejects with `LinksChanged` when one of its links has
   * another rotation than `links`: whoever asked may not be its owner any more. What is appended to it later is refused.
   */
  deleteBoard(boardId: string, links: StoredLinks): Promise<void>
  /**
   * Appends to the logs of any number of boards, and takes over who claims which client ids there: all of it or, when it rejects,
   * none. What stands there already, to the byte, counts as appended: a caller that heard of trouble may try again. Of claims
   * to the same id the last one holds.
   */
  appendUpdates(updates: readonly LoggedUpdate[], claims?: readonly Claim[]): Promise<void>
  /** The board at one moment. Rejects when what is stored is not whole. */
  loadBoard(boardId: string): Promise<StoredBoard>
  /**
   * Puts a snapshot in the place of the updates that it holds, and these into the board's archive, all or nothing. Claims to
   * ids that have an author in the snapshot go: the author has them.
   */
  compact(boardId: string, snapshot: Snapshot): Promise<void>
  /** How the board came to be what it is, folded or not. Rejects when there is no such board. */
  readHistory(boardId: string): Promise<History>
  /**
   * Adds an image to a board at the time `at` (ms since 1970); one that is there already stays. False when the images of the board
   * would have more than `mostBytes` in all. Rejects when there is no such board.
   */
  addImage(boardId: string, image: StoredImage, at: number, mostBytes: number): Promise<boolean>
  /** An image of a board, or null. */
  findImage(boardId: string, hash: string): Promise<StoredImage | null>
  close(): Promise<void>
}
