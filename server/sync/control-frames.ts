import type { WebSocket } from 'ws'
import { CLOSE } from '@/lib/protocol'
import { Bucket } from './bucket'

/** Ends a socket whose pings and pongs come faster than `perSecond`. Browsers send none but the answers to ours. */
export function boundControlFrames(socket: WebSocket, perSecond: number, now: () => number): void {
  const frames = new Bucket(perSecond, now())
  const count = () => {
    if (frames.take(1, now())) return
    socket.close(CLOSE.tooFast, 'Too many pings came from this connection.')
    socket.terminate()
  }
  socket.on('ping', count)
  socket.on('pong', count)
}
