// Hocuspocus as its guide starts it: `node hocuspocus-server.mjs <port> [flushDelay]`.
import { Server } from '@hocuspocus/server'

const [port, flushDelay] = process.argv.slice(2).map(Number)
const tuning = flushDelay === undefined ? {} : { flushDelay }
await new Server({ port, address: '127.0.0.1', quiet: true, ...tuning }).listen()
