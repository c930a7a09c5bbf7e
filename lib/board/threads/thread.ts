import type { Anchor } from '../annotations/anchor'

/** Who did something, as the server vouches for it; the name is what they went by then. */
export interface Author {
  /** The participant's public id. */
  readonly by: string
  readonly name: string
}

/** Somebody whom a message names: `@` and the name stand in its text. */
export interface Mention {
  readonly id: string
  readonly name: string
}

/** One message of a thread, with the server's time (ms since 1970). */
export interface Message extends Author {
  readonly id: string
  readonly at: number
  /** When its author changed it last; null when never. */
  readonly edited: number | null
  readonly text: string
  readonly mentions: readonly Mention[]
}

/** Where a thread stands: a point of the world, and what it follows. */
export interface ThreadPlace {
  readonly x: number
  readonly y: number
  readonly anchor: Anchor | null
}

/** That somebody has called a thread done. */
export interface Resolved extends Author {
  readonly at: number
}

/** A thread of comments, read safely. It is the same object as long as it says the same. */
export interface Thread extends ThreadPlace, Author {
  readonly id: string
  readonly at: number
  readonly resolved: Resolved | null
  /** At least one, in the order of their times. */
  readonly messages: readonly Message[]
}
