import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createLog } from '../log'
import { NO_METRICS } from '../metrics'
import { FrameWriter } from './frame-writer'
import { SocketWire } from './socket-wire'

const http = createServer()
const writer = new FrameWriter()
const open: { wire: SocketWire; stream: Socket }[] = []
let compress = false

beforeAll(async () => {
  http.on('upgrade', (request, stream: Socket, head) => {
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: compress })
    sockets.handleUpgrade(request, stream, head, socket => {
      open.push({
        wire: new SocketWire(
          socket,
          stream,
          writer,
          NO_METRICS,
          createLog(() => {}),
        ),
        stream,
      })
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
})
afterAll(() => {
  http.closeAllConnections()
  http.close()
})

/** Both ends of a connection, and what the client hears. */
async function connect() {
  const { port } = http.address() as AddressInfo // a server on a port has no other kind
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const heard: Buffer[] = []
  client.on('message', (data: Buffer) => heard.push(data))
  await once(client, 'open')
  const { wire, stream } = open[open.length - 1]
  const closed = once(client, 'close')
  return { client, heard, wire, stream, closed }
}

/** Ends the connection and waits until everything before the end has been heard. */
async function finish({ wire, closed }: Awaited<ReturnType<typeof connect>>): Promise<unknown[]> {
  wire.close(4500, 'That is all.')
  return closed
}

const frameOf = (length: number) => Buffer.alloc(length, length % 251)

it.each([false, true])(
  'brings frames of any length whole and in order, compressed: %s',
  async withDeflate => {
    compress = withDeflate
    const connection = await connect()
    const lengths = fc.constantFrom(0, 1, 125, 126, 127, 16_383, 16_384, 65_535, 65_536, 200_000)
    const lists = fc.sample(fc.array(lengths, { minLength: 1, maxLength: 4 }), { numRuns: 60, seed: 1 })
    for (const [i, list] of lists.entries()) {
      connection.wire.send(list.map(frameOf))
      if (i % 5 === 0) connection.wire.ping() // by ws itself, between ours
    }
    const [code] = await finish(connection)
    expect(code).toBe(4500)
    expect(connection.heard.map(({ length }) => length)).toEqual(lists.flat())
    for (const frame of connection.heard) expect(frame.equals(frameOf(frame.length))).toBe(true)
  },
)

it('encodes a list once for all wires, and sends it in one write', async () => {
  compress = false
  const [a, b] = [await connect(), await connect()]
  const writes = [a, b].map(({ stream }) => vi.spyOn(stream, 'write'))
  const frames = [frameOf(10), frameOf(300)]
  for (const { wire } of [a, b]) wire.send(frames)
  const [[first], [second]] = writes.map(write => write.mock.calls.map(([bytes]) => bytes))
  expect(second).toBe(first)
  expect(writes.map(write => write.mock.calls.length)).toEqual([1, 1])
  for (const connection of [a, b]) {
    await finish(connection)
    expect(connection.heard.map(({ length }) => length)).toEqual([10, 300])
  }
})

it('counts what waits for a reader who does not read, and sends nothing after a goodbye', async () => {
  const connection = await connect()
  connection.client.pause()
  while (connection.wire.waiting === 0) {
    connection.wire.send([frameOf(1_000_000)])
    await new Promise(resolve => setImmediate(resolve))
  }
  connection.wire.close(4500, '')
  const { waiting } = connection.wire
  connection.wire.send([frameOf(1_000)])
  expect(connection.wire.waiting).toBeLessThanOrEqual(waiting)
  connection.client.resume()
  await connection.closed
  expect(connection.heard.every(({ length }) => length === 1_000_000)).toBe(true)
})
