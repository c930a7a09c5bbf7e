import type { WebSocket } from 'ws'
import { CLOSE } from '@/lib/protocol'
import { Bucket } from './bucket'
import type { Wire } from './wire'

/** Ends a socket whose pings and pongs come faster than `perSecond`. Browsers send none but the answers to ours. */
export function boundControlFrames(
  socket: WebSocket,
  wire: Wire,
  perSecond: number,
  now: () => number,
): void {
  const frames = new Bucket(perSecond, now())
  const count = () => {
    if (frames.take(1, now())) return
    wire.close(CLOSE.tooFast, 'Too many pings came from this connection.')
    wire.terminate()
  }
  socket.on('ping', count)
  socket.on('pong', count)
}
