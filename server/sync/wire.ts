/** A WebSocket as the server's side of a connection uses it: what can be done to it, and how full it is. */
export interface Wire {
  /** False from the moment on at which either side has begun to close it. */
  readonly isOpen: boolean
  /** Bytes that were sent and are still in this process. */
  readonly waiting: number
  /** Sends frames in this order. Wires that are given the very same list share the work of encoding it. */
  send(frames: readonly Uint8Array[]): void
  ping(): void
  /** Says goodbye. A reason that is too long for a close frame is cut. */
  close(code: number, reason: string): void
  /** Ends it without a goodbye. */
  terminate(): void
}
