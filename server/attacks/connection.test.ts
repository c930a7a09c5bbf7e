import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { encodeUpdate } from '@/lib/protocol'
import { eventually } from '../testing/raw-client'
import { frame, RawSocket, UPGRADE } from '../testing/raw-socket'
import { newArena } from './arena'

// Connections (threats.md 2.1) over real sockets. C4, C5 and C8 wait for timeouts and stand in patience.test.ts.

const arena = newArena()

const syncPath = () => `/sync/${arena.board.id}`
const hostileSocket = (role: 'viewer' | 'editor' = 'editor') =>
  RawSocket.webSocket(arena.server.origin, syncPath(), ['chainboard', arena.board.secrets[role]])

/** The status of a WebSocket's handshake, 101 when it succeeds. */
function handshake(path: string, protocols: string[], headers: Record<string, string> = {}): Promise<number> {
  return new Promise(resolve => {
    const socket = new WebSocket(arena.server.origin.replace('http', 'ws') + path, protocols, { headers })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => resolve(0))
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
  })
}

describe('C1 a page of another site', () => {
  it.each([
    'https://evil.test',
    'null',
    'http://localhost.evil.test',
    'https://127.0.0.1.evil.test',
    'http://127.0.0.1:1',
    'file://',
    '',
  ])('"%s" opens no socket, even with the owner’s secret', async origin => {
    const protocols = ['chainboard', arena.board.secrets.owner]
    expect(await handshake(syncPath(), protocols, { Origin: origin })).toBe(403)
  })

  it('differs from our own page, and from a program that names none and knows a secret', async () => {
    const protocols = ['chainboard', arena.board.secrets.owner]
    expect(await handshake(syncPath(), protocols, { Origin: arena.server.origin })).toBe(101)
    expect(await handshake(syncPath(), protocols)).toBe(101)
    expect((await arena.connectWith([]).closed).code).toBe(4401)
  })
})

describe('C2 an upgrade for another server', () => {
  const heard: string[] = []
  const canary = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  beforeAll(async () => {
    await new Promise<void>(resolve => canary.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => canary.close())

  it.each(['/x', '/_next/hmr', '/sync/AAAAAAAAAAAAAAAAAAAAAA'])('at %s reaches nobody', async path => {
    const address = canary.address()
    const port = typeof address === 'object' ? address?.port : null
    for (const target of [`http://127.0.0.1:${port}${path}`, `//127.0.0.1:${port}${path}`]) {
      const raw = new RawSocket(arena.server.origin)
      raw.request('GET', target, UPGRADE)
      expect((await raw.ended).toString()).toMatch(/^HTTP\/1\.1 404 /)
      raw.destroy()
    }
    expect(heard).toEqual([])
  })
})

describe('C3 an upgrade anywhere else than at /sync/', () => {
  it.each([
    '/',
    '/_next/webpack-hmr',
    '/_next/hmr',
    '/api/ws/../../x',
    '/syncx',
    '*',
    '/b/AAAAAAAAAAAAAAAAAAAAAA',
  ])('at %s is let go of, although the other side keeps its end open', async path => {
    const raw = new RawSocket(arena.server.origin)
    raw.request('GET', path, UPGRADE)
    expect((await raw.ended).toString()).toMatch(/^HTTP\/1\.1 404 /)
    await raw.letGo()
  })
})

it('C6 a message in thousands of pieces ends its connection', async () => {
  const pieces = [frame('binary', Uint8Array.of(0), { fin: false })]
  for (let i = 0; i < 16_000; i++) pieces.push(frame('continuation', Uint8Array.of(0), { fin: false }))
  const flood = Buffer.concat(pieces)
  const sockets = await Promise.all(Array.from({ length: 30 }, () => hostileSocket()))
  for (const socket of sockets) socket.write(flood)
  for (const socket of sockets) expect(await socket.closeCode()).toBe(1008)
})

describe('C7 a message', () => {
  it('that says it has 100 MB ends its connection before they come', async () => {
    const raw = await hostileSocket()
    raw.write(frame('binary', Uint8Array.of(0), { claims: 100_000_000 }))
    expect(await raw.closeCode()).toBe(4413)
  })

  it('that is one byte too large ends its connection', async () => {
    const editor = await arena.join('editor')
    editor.send(encodeUpdate(new Uint8Array(1_048_577)))
    expect((await editor.closed).code).toBe(4413)
  })

  it('that is compressed ends its connection: nothing is ever inflated', async () => {
    const raw = await hostileSocket()
    raw.write(frame('binary', new Uint8Array(64), { rsv: 4 }))
    expect(await raw.closeCode()).toBe(1002)
  })
})

describe('C10 a frame that no client of ours sends', () => {
  it.each([
    ['text', frame('text', Buffer.from('hello')), 4400],
    ['text that is no UTF-8', frame('text', Uint8Array.of(0xff, 0xfe)), 1007],
    ['a reserved bit', frame('binary', Uint8Array.of(3), { rsv: 2 }), 1002],
    ['a reserved opcode', frame(3, Uint8Array.of(3)), 1002],
    ['no mask', frame('binary', Uint8Array.of(3), { masked: false }), 1002],
    ['half a close code', frame('close', Uint8Array.of(3)), 1002],
    ['a close code that nobody may send', frame('close', Uint8Array.of(3, 0xed)), 1002],
    ['a ping of 126 bytes', frame('ping', new Uint8Array(126)), 1002],
    ['a ping in pieces', frame('ping', new Uint8Array(1), { fin: false }), 1002],
    ['a continuation of nothing', frame('continuation', new Uint8Array(1)), 1002],
  ])('(%s) ends its connection', async (_what, bytes, code) => {
    const raw = await hostileSocket()
    raw.write(bytes)
    expect(await raw.closeCode()).toBe(code)
    raw.destroy()
  })

  it('(ten thousand pings) ends its connection, and is not answered ten thousand times', async () => {
    const raw = await hostileSocket()
    raw.write(Buffer.concat(Array(10_000).fill(frame('ping', new Uint8Array(100)))))
    expect((await raw.ended).length).toBeLessThan(1_000_000)
    raw.destroy()
  })

  it('(ten thousand pongs) ends its connection', async () => {
    const tooFast = 'chainboard_refusals_total{reason="4429"}'
    const before = await arena.metric(tooFast)
    const raw = await hostileSocket()
    raw.write(Buffer.concat(Array(10_000).fill(frame('pong', new Uint8Array(100)))))
    await raw.ended
    raw.destroy()
    expect(await arena.metric(tooFast)).toBeGreaterThan(before)
  })

  it('(by hundreds of connections) fills no log: a cause has one line a second', async () => {
    const before = arena.server.lines.length
    for (let round = 0; round < 10; round++) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => hostileSocket('viewer')))
      for (const socket of sockets) socket.write(frame('text', Buffer.from(`${round}`)))
      for (const socket of sockets) expect(await socket.closeCode()).toBe(4400)
      for (const socket of sockets) socket.destroy()
    }
    const told = arena.server.lines.slice(before).map(line => JSON.parse(line))
    const times = told.filter(({ code }) => code === 4400).map(({ time }) => Date.parse(time))
    const gaps = times.slice(1).map((time, i) => time - times[i])
    expect(times.length).toBeLessThan(200)
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000)
  })
})

describe('C12 a room of a strange name', () => {
  it.each([
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f',
    'AAAAAAAAAAAAAAAAAAAAAA%00',
    'a'.repeat(10_000),
    '__proto__',
    'constructor',
    'ΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑΑ',
    '',
    'no-board',
    'a/b',
    'AAAAAAAAAAAAAAAAAAAAAA',
  ])('"%s" does not exist, and does not come to exist', async name => {
    const rooms = await arena.metric('chainboard_rooms')
    const protocols = ['chainboard', arena.board.secrets.owner]
    const raw = await RawSocket.webSocket(arena.server.origin, `/sync/${encodeURI(name)}`, protocols)
    expect(await raw.closeCode()).toBe(4404)
    raw.destroy()
    expect(await arena.metric('chainboard_rooms')).toBe(rooms)
    expect(await arena.server.stored.findLinks(name)).toBeNull()
  })

  it.each([
    (id: string) => `${id}/`,
    (id: string) => `${id}/x`,
    (id: string) => `./${id}/../${id}x`,
    (id: string) => `%20${id}`,
    (id: string) => [...id].reverse().join(''),
  ])('is not another spelling of one that exists (%s)', async spell => {
    const { code } = await arena.connectWith([arena.board.secrets.owner], spell(arena.board.id)).closed
    expect(code).toBe(4404)
  })
})

describe('C13 guessing', () => {
  it('a board’s id finds nothing, and every answer is the same', async () => {
    const guesses = Array.from({ length: 60 }, (_, i) => `${i}`.padStart(22, 'A'))
    const answers = await Promise.all(
      guesses.map(id => arena.connectWith([arena.board.secrets.viewer], id).closed),
    )
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.code).toBe(4404)
  })

  it('a secret finds nothing, and every answer is the same', async () => {
    const guesses = Array.from({ length: 60 }, (_, i) => `${i}`.padStart(43, 'A'))
    const answers = await Promise.all(guesses.map(secret => arena.connectWith([secret]).closed))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.code).toBe(4401)
  })
})

describe('C7 messages of many connections that never become whole', () => {
  const MIB = 1_048_576
  const tight = newArena({ LIMIT_UNFINISHED_BYTES: `${4 * MIB}` })
  const begin = async () => {
    const raw = await RawSocket.webSocket(tight.server.origin, `/sync/${tight.board.id}`, [
      'chainboard',
      tight.board.secrets.viewer,
    ])
    raw.write(frame('binary', new Uint8Array(0), { claims: 20 * MIB }))
    return raw
  }

  it('take no more memory than there is for all of them, and leave space for an honest one', async () => {
    const hoard = await Promise.all(Array.from({ length: 12 }, begin))
    const ends = hoard.map(raw => raw.closeCode())
    for (const raw of hoard) raw.write(new Uint8Array(MIB))
    const codes: (number | undefined)[] = []
    for (const end of ends) void end.then(code => codes.push(code))
    await eventually(() => codes.length >= 9) // no more than three have space for what is beside their bytes
    expect(new Set(codes)).toEqual(new Set([1013]))

    const honest = await tight.join('editor', 'an-honest-participants-token')
    honest.edit(doc => doc.getMap('model').set('pasted', 'x'.repeat(700_000)))
    await honest.hear('saved')
    honest.edit(doc => doc.getMap('model').delete('pasted'))
    expect(codes.length).toBeLessThan(12)
    for (const raw of hoard) raw.destroy()
  })
})

describe('under narrow limits', () => {
  const narrow = newArena({
    LIMIT_CONNECTIONS_PER_MINUTE: '200',
    LIMIT_CONNECTIONS_PER_ADDRESS: '30',
    LIMIT_SEND_BUFFER_BYTES: '262144',
    LIMIT_BYTES_PER_SECOND: '100000000',
  })

  it('C9 a client that never reads is let go of, and the others go on', async () => {
    const deaf = new WebSocket(`${narrow.server.syncUrl}/${narrow.board.id}`, [
      'chainboard',
      narrow.board.secrets.viewer,
    ])
    await new Promise(resolve => deaf.on('open', resolve))
    const viewers = 'chainboard_participants{role="viewer"}'
    deaf.pause()
    while ((await narrow.metric(viewers)) === 0) await new Promise(resolve => setImmediate(resolve))
    const editor = await narrow.join('editor')
    let n = 0
    while ((await narrow.metric(viewers)) > 0) {
      editor.edit(doc => doc.getMap('model').set('filler', `${n++}`.repeat(200_000)))
      await editor.until(() =>
        editor.heard.filter(({ kind }) => kind === 'update').length >= n ? true : undefined,
      )
    }
    expect(n).toBeGreaterThan(1)
    deaf.terminate()
    editor.edit(doc => doc.getMap('model').delete('filler'))
  })

  it('C5 C11 an address that opens too many at once, or too fast, gets no further, and nothing is left of it', async () => {
    const rooms = await narrow.metric('chainboard_rooms')
    const hoard = Array.from({ length: 40 }, () => narrow.connectWith(['B'.repeat(43)]))
    await Promise.all(hoard.map(client => client.closed))
    const statuses = { 101: 0, 429: 0 }
    for (let i = 0; i < 300; i++) {
      const socket = new WebSocket(`${narrow.server.syncUrl}/${narrow.board.id}`, ['chainboard'])
      const status = await new Promise<101 | 429>((resolve, reject) => {
        socket.on('open', () => resolve(101))
        socket.on('unexpected-response', (_request, response) =>
          response.statusCode === 429 ? resolve(429) : reject(new Error(`${response.statusCode}`)),
        )
      })
      socket.on('error', () => {})
      socket.terminate()
      statuses[status]++
    }
    expect(statuses[429]).toBeGreaterThan(50)
    expect(await narrow.metric('chainboard_rooms')).toBe(rooms)
    expect(await narrow.metric('chainboard_refusals_total{reason="too many connections"}')).toBeGreaterThan(
      50,
    )
    await eventually(() => narrow.server.lines.some(line => line.includes('too many connections')))
  })
})
