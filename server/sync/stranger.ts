import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

/** How long a socket may be open without being in a room, in ms, whatever it says meanwhile. */
const PATIENCE = 15_000
/** What it may say meanwhile, in bytes. */
const MOST_BYTES = 64 * 1024

/**
 * Bounds a socket that is in no room yet, or never will be: it waits for its room, or was refused and has not said goodbye.
 * @param stream - what the socket stands on
 * @returns what to call when the socket is in a room
 */
export function boundStranger(socket: WebSocket, stream: Duplex): () => void {
  let bytes = 0
  const end = () => socket.terminate()
  const count = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MOST_BYTES) end()
  }
  const deadline = setTimeout(end, PATIENCE)
  const lift = () => {
    clearTimeout(deadline)
    stream.off('data', count)
    socket.off('close', lift)
  }
  stream.on('data', count)
  socket.once('close', lift)
  return lift
}
