import type { Role } from '@/lib/protocol'

/** What a tick has for everybody in a room. Everybody is given the same object, so that it is encoded once. */
export interface News {
  /** All of it. */
  readonly frames: readonly Uint8Array[]
  /** Without what the next tick makes up for: all that a slow connection is given. */
  readonly lasting: readonly Uint8Array[]
}

/** One connection as a room sees it: who is behind it, and what can be done to it. */
export interface Peer {
  readonly role: Role
  /** The participant's public id; connections that brought no token share one per link. */
  readonly participant: string
  /** Whether it brought a token: then it understands our own message types. */
  readonly named: boolean
  /** Sends frames in this order. */
  send(frames: readonly Uint8Array[]): void
  /** Sends its own frames, then the news. */
  tell(news: News, own: readonly Uint8Array[]): void
  close(code: number, reason: string): void
}
