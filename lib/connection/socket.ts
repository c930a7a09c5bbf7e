/** The part of a browser's WebSocket that a connection uses. */
export interface Socket {
  binaryType: string
  onopen: ((event: never) => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null
  onerror: ((event: never) => void) | null
  send(frame: Uint8Array<ArrayBuffer>): void
  close(): void
}

/** Opens a socket. The browser's way: `(url, protocols) => new WebSocket(url, protocols)`. */
export type OpenSocket = (url: string, protocols: readonly string[]) => Socket

/** Time, as a connection uses it. `after` runs `task` once, in `ms` from now, unless the returned function is called. */
export interface Clock {
  now(): number
  after(ms: number, task: () => void): () => void
}
