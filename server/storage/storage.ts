import type { Role } from '@/lib/protocol'

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

/** Every update of a board up to `n` in one, and who wrote them. */
export interface Snapshot {
  readonly n: number
  readonly bytes: Uint8Array
  readonly authors: Authors
}

/** A board as it lies in the log: the updates follow the snapshot without a gap. */
export interface StoredBoard {
  readonly snapshot: Snapshot | null
  readonly updates: readonly LoggedUpdate[]
}

/** Why the storage cannot be opened, in words for whoever starts the server. */
export class StorageUnavailable extends Error {}

/** Links that are not as they were read: somebody replaced one meanwhile. */
export class LinksChanged extends Error {}

/** The log and what hangs on it. Every promise that resolves to nothing means: it is on the disk. */
export interface Storage {
  /** Made once with the storage itself: another generation is another history. */
  readonly generation: string
  /** Creates a board with its links and the first update of its log. */
  createBoard(id: string, links: StoredLinks, first: LoggedUpdate): Promise<void>
  /** A board's links, or null when there is no such board. */
  findLinks(boardId: string): Promise<StoredLinks | null>
  /**
   * Puts the links `after` in the place of `before`, all or nothing. Rejects with `LinksChanged` when one of them
   * has another rotation than `before`: links of two owners' secrets are never mixed.
   */
  replaceLinks(boardId: string, before: StoredLinks, after: StoredLinks): Promise<void>
  /** Appends to the logs of any number of boards: all of it or, when it rejects, none. */
  appendUpdates(updates: readonly LoggedUpdate[]): Promise<void>
  /** Rejects when what is stored is not whole. */
  loadBoard(boardId: string): Promise<StoredBoard>
  /** Puts a snapshot in the place of the updates that it holds, all or nothing. */
  compact(boardId: string, snapshot: Snapshot): Promise<void>
  close(): Promise<void>
}
