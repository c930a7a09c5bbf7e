import type { Duplex } from 'node:stream'

/** Answers an upgrade with a status, for instance `404 Not Found`, and lets go of its socket, whatever the other side does. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
