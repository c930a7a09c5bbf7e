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

/** A board as it lies in the log: the snapshot holds every update up to `n`, the updates follow it without a gap. */
export interface StoredBoard {
  readonly snapshot: { readonly n: number; readonly bytes: Uint8Array } | null
  readonly updates: readonly LoggedUpdate[]
}

/** The log and what hangs on it. Every promise that resolves to nothing means: it is on the disk. */
export interface Storage {
  /** Made once with the storage itself: another generation is another history. */
  readonly generation: string
  /** Creates a board with its links and the first update of its log. */
  createBoard(id: string, links: StoredLinks, first: LoggedUpdate): Promise<void>
  /** A board's links, or null when there is no such board. */
  findLinks(boardId: string): Promise<StoredLinks | null>
  /** Replaces links of a board. */
  replaceLinks(boardId: string, links: Partial<StoredLinks>): Promise<void>
  /** Appends to the logs of any number of boards: all of it or, when it rejects, none. */
  appendUpdates(updates: readonly LoggedUpdate[]): Promise<void>
  /** Rejects when what is stored is not whole. */
  loadBoard(boardId: string): Promise<StoredBoard>
  /** Puts `snapshot` in the place of every update up to `n`, all or nothing. */
  compact(boardId: string, n: number, snapshot: Uint8Array): Promise<void>
  close(): Promise<void>
}
