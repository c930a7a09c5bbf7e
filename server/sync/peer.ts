import type { Role } from '@/lib/protocol'

/** One connection as a room sees it: who is behind it, and two things that can be done to it. */
export interface Peer {
  readonly role: Role
  /** The participant's public id; connections that brought no token share one per link. */
  readonly participant: string
  /** Whether it brought a token: then it understands our own message types. */
  readonly named: boolean
  /** Sends a frame. What is `fleeting` may be left out when the connection is slow. */
  send(frame: Uint8Array, fleeting?: 'fleeting'): void
  close(code: number, reason: string): void
}
