import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { participantId } from '@/lib/protocol'
import { readLimits } from '../config'
import { newBoardId } from '../links'
import { RawSocket } from '../testing/raw-socket'
import { secretsOf, TestServer } from '../testing/test-server'
import { newArena } from './arena'

// HTTP (threats.md 2.6) and the API's side of 2.1 and 2.2, over real sockets. What needs the pages stands in
// e2e/attacks.spec.ts, images (K7, K8) in http/images.test.ts. Not there yet, so not attacked: import by address and link previews
// (H4), archives (H5), embeds that show a board (H2), a history to export (A2), accounts and their quotas (H7).

const arena = newArena()

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
const boardPath = () => `/api/boards/${arena.board.id}`
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(arena.server.origin + path, { headers, redirect: 'manual' })

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

/** A request whose path and headers are sent as they are, Host included. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  const { hostname, port } = new URL(arena.server.origin)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', data => {
        text += data
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    asked.on('error', reject).end(body)
  })
}

describe('H1 a page of another site', () => {
  const json = { 'Content-Type': 'application/json' }
  const rotate = () => `${boardPath()}/rotate`

  it.each([
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'role=editor'],
    ['a form of parts', { 'Content-Type': 'multipart/form-data; boundary=x' }, '--x--'],
    ['text that looks like JSON', { 'Content-Type': 'text/plain' }, '{"role":"editor"}'],
    ['a request without a type', {}, '{"role":"editor"}'],
    ['a request of a sandboxed frame', { ...json, Origin: 'null' }, '{"role":"editor"}'],
    ['a request of its own', { ...json, Origin: 'https://evil.test' }, '{"role":"editor"}'],
  ])('changes nothing with %s, even with the owner’s secret', async (_what, headers, body) => {
    const answer = await ask(rotate(), { ...headers, ...bearer(arena.board.secrets.owner) }, 'POST', body)
    expect([403, 415]).toContain(answer.status)
    expect((await get(boardPath(), bearer(arena.board.secrets.editor))).status).toBe(200)
  })

  it('changes nothing by reading, nor by naming another method', async () => {
    const headers = {
      ...bearer(arena.board.secrets.owner),
      'X-HTTP-Method-Override': 'DELETE',
      'X-Method': 'DELETE',
    }
    expect((await ask(`${rotate()}?_method=POST&role=editor`, headers)).status).toBe(405)
    expect((await ask(`${boardPath()}?_method=DELETE`, headers)).status).toBe(200)
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'TRACE']) {
      const answer = await ask(boardPath(), headers, method)
      expect(answer.status).toBe(405)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
    expect((await get(boardPath(), bearer(arena.board.secrets.editor))).status).toBe(200)
  })
})

it('H2 H9 no answer may be framed, sniffed, cached by others, or give its address away', async () => {
  for (const path of ['/b/AAAAAAAAAAAAAAAAAAAAAA', boardPath(), '/', '/nothing']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('set-cookie')).toBeNull()
  }
  for (const path of ['/b/AAAAAAAAAAAAAAAAAAAAAA', boardPath()]) {
    const { headers } = await get(path)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('etag')).toBeNull()
  }
})

it('H2 https is demanded for a year where the proxy says that it is spoken, and nowhere else', async () => {
  const https = { 'X-Forwarded-Proto': 'https' }
  expect((await get('/', https)).headers.get('strict-transport-security')).toBeNull()
  const behind = await TestServer.start({ trustProxy: true })
  const ofProxy = await fetch(behind.origin, { headers: https })
  expect(ofProxy.headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect((await fetch(behind.origin)).headers.get('strict-transport-security')).toBeNull()
  await behind.stop()
})

it('H2 nobody writes into the policy by the name of the host', async () => {
  for (const host of ["a;script-src'*'", 'a,b', "x';script-src", 'a b', 'evil.test;default-src']) {
    const { headers } = await ask('/', { Host: host })
    const policy = String(headers['content-security-policy'] ?? '')
    expect(policy.match(/script-src /g)?.length ?? 0).toBeLessThanOrEqual(1)
    expect(policy).not.toContain(host)
  }
})

describe('H5 a body', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    ask('/api/boards', { 'Content-Type': 'application/json', ...headers }, 'POST', body)

  it.each([
    ['of half a million lists', '['.repeat(500_000), 400],
    ['of lists inside each other', `{"chain":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400],
    ['of objects inside each other', `{"title":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 400],
    [
      'of a hundred thousand layers',
      `{"chain":{"x":1,"y":1,"loss":"squared","layers":[${Array(9_000).fill('{"w":1,"activation":"tanh"}').join()}]}}`,
      400,
    ],
    ['of keys twice', '{"title":"a","title":7}', 400],
    ['with __proto__', '{"__proto__":{"title":"x"},"title":7}', 400],
    ['of bytes that are no text', '\u0000\u0001', 400],
    ['of two megabytes', `{"title":"${'x'.repeat(2_000_000)}"}`, 413],
  ])('%s is refused', async (_what, body, status) => {
    const answer = await post(body).catch(() => ({ status: 413 })) // cut off before it was sent
    expect(answer.status).toBe(status)
  })

  it('that says it has gigabytes is refused before it comes', async () => {
    const raw = new RawSocket(arena.server.origin)
    raw.request('POST', '/api/boards', { 'Content-Type': 'application/json', 'Content-Length': '9999999999' })
    expect((await raw.ended).toString()).toMatch(/^HTTP\/1\.1 413 /)
    raw.destroy()
  })

  it('that never ends is refused at the limit', async () => {
    const raw = new RawSocket(arena.server.origin)
    raw.request('POST', '/api/boards', { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' })
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    let isOver = false
    void raw.ended.then(() => {
      isOver = true
    })
    while (!isOver) await Promise.race([raw.ended, new Promise(resolve => raw.socket.write(chunk, resolve))])
    expect((await raw.ended).toString()).toMatch(/^HTTP\/1\.1 413 |^$/)
    raw.destroy()
  })
})

describe('one address', () => {
  it('H6 makes so many boards an hour, and no more by naming other addresses', async () => {
    const limits = readLimits({ NODE_ENV: 'test', LIMIT_BOARDS_PER_HOUR: '3' })
    const strict = await TestServer.start({ limits })
    const statuses = []
    for (let i = 0; i < 6; i++) {
      statuses.push((await strict.post('/api/boards', {}, { 'X-Forwarded-For': `10.0.0.${i}` })).status)
    }
    await strict.stop()
    expect(statuses).toEqual([201, 201, 201, 429, 429, 429])
  })

  it('H6 is what the trusted proxy saw, not what the client says of itself, and of IPv6 a whole network', async () => {
    const limits = readLimits({ NODE_ENV: 'test', LIMIT_BOARDS_PER_HOUR: '1' })
    const strict = await TestServer.start({ limits, trustProxy: true })
    const from = async (address: string) =>
      (await strict.post('/api/boards', {}, { 'X-Forwarded-For': address })).status
    expect([await from('1.1.1.1, 9.9.9.9'), await from('2.2.2.2, 9.9.9.9'), await from('8.8.8.8')]).toEqual([
      201, 429, 201,
    ])
    expect([
      await from('2001:db8::1'),
      await from('2001:db8:0:0:ffff::2'),
      await from('2001:db8:0:1::1'),
    ]).toEqual([201, 429, 201])
    await strict.stop()
  })

  it('C13 asks so often, and is then told to wait, whether what it guesses exists or not', async () => {
    const limits = readLimits({ NODE_ENV: 'test', LIMIT_REQUESTS_PER_MINUTE: '20' })
    const strict = await TestServer.start({ limits })
    const board = await strict.createBoard()
    const statuses = []
    for (let i = 0; i < 30; i++) {
      const id = i % 2 === 0 ? `${i}`.padStart(22, 'A') : board.id
      statuses.push((await fetch(`${strict.origin}/api/boards/${id}`)).status)
    }
    expect(new Set(statuses.slice(0, 15))).toEqual(new Set([404, 401]))
    expect(new Set(statuses.slice(22))).toEqual(new Set([429]))
    expect((await fetch(`${strict.origin}/healthz`)).status).toBe(200)
    await strict.stop()
  })
})

it('H7 a disk that is nearly full takes no new boards, and goes on saving those that there are', async () => {
  const limits = readLimits({ NODE_ENV: 'test', LIMIT_FREE_DISK_BYTES: `${Number.MAX_SAFE_INTEGER}` })
  const full = await TestServer.start({ limits })
  const response = await full.post('/api/boards', {})
  expect(response.status).toBe(507)
  expect((await response.json()).error.message).toContain('go on as before')
  await full.stop()
})

it('H7 a disk on which no boards lie keeps none from being made in PostgreSQL', async () => {
  const limits = readLimits({ NODE_ENV: 'test', LIMIT_FREE_DISK_BYTES: `${Number.MAX_SAFE_INTEGER}` })
  // The storage is handed to the server open: what counts is what the configuration says of where the boards lie.
  const elsewhere = await TestServer.start({ limits, databaseUrl: 'postgres://elsewhere/boards' })
  expect((await elsewhere.post('/api/boards', {})).status).toBe(201)
  await elsewhere.stop()
})

describe('H8 what a client says', () => {
  const nasty = 'a\u001b[31m\u202e"}\u0085{"level":"error"'

  it('makes no line of its own in the log, and no secret is in any', async () => {
    const token = 'a-participants-token'
    const { owner } = arena.board.secrets
    const headers = {
      'User-Agent': encodeURIComponent(nasty),
      Origin: 'https://evil.test\t{"level":"error"}',
      Referer: `https://evil.test/#${owner}`,
      Authorization: `Bearer ${owner}`,
      Cookie: `secret=${owner}`,
    }
    await ask(`/b/${encodeURIComponent(nasty)}?secret=${owner}`, headers)
    await ask(`/api/boards/${owner}?token=${token}`, headers, 'POST', '{}')
    const raw = await RawSocket.webSocket(arena.server.origin, `/sync/${owner}`, ['chainboard', owner, token])
    await raw.closeCode()
    raw.destroy()
    const editor = await arena.join('annotator', token)
    editor.edit(doc => doc.getMap(nasty).set('k', owner))
    expect((await editor.closed).code).toBe(4400)
    for (const line of arena.server.lines) {
      expect(line).toMatch(/^[^\p{Cc}\u202e]+\n$/u)
      expect(Object.keys(JSON.parse(line))).toContain('event')
      for (const secret of [token, ...secretsOf(arena.board)]) expect(line).not.toContain(secret)
    }
  })
})

it('H10 a mistake is told in words, without a place in the code or a path on the disk', async () => {
  for (const path of [
    '/api/nothing',
    '/api/boards/%',
    '/api/boards/x/rotate',
    '/%ff',
    '/healthz',
    '/readyz',
  ]) {
    const { text } = await ask(path, { 'Content-Type': 'application/json' })
    expect(text).not.toMatch(/node_modules|\.ts\b|\.js\b|\/tmp\/|at \w+ \(/)
  }
  expect((await ask('/healthz')).text).toBe('{"status":"ok"}')
})

describe('H11 a request that two servers could read in two ways', () => {
  it.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40'],
    ['a length and pieces', 'Content-Length: 4\r\nTransfer-Encoding: chunked'],
    ['pieces spelled strangely', 'Transfer-Encoding: xchunked'],
    ['a header over two lines', 'X-A: b\r\n c: d\r\nTransfer-Encoding: chunked, identity'],
    ['a space before the colon', 'Content-Length : 40'],
  ])('(%s) is refused, and nothing after it is read as another', async (_what, head) => {
    const raw = new RawSocket(arena.server.origin)
    const hidden = `GET ${boardPath()} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${arena.board.secrets.owner}\r\n\r\n`
    raw.write(
      `POST /api/boards HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${head}\r\n\r\n{}${hidden}`,
    )
    const text = (await raw.ended).toString()
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    expect(text).not.toContain('rotations')
    raw.destroy()
  })
})

describe('A2 A3 a link that is not the owner’s', () => {
  it.each(['editor', 'annotator', 'viewer'] as const)(
    '(%s) changes nothing by the API, and reads no other secret',
    async role => {
      const headers = bearer(arena.board.secrets[role])
      const answers = [await get(boardPath(), headers), await get(boardPath())]
      for (const asked of ['owner', 'editor', 'annotator', 'viewer']) {
        const response = await arena.server.post(`${boardPath()}/rotate`, { role: asked }, headers)
        expect(response.status).toBe(403)
        answers.push(response)
      }
      for (const [method, status] of [
        ['PUT', 405],
        ['PATCH', 405],
        ['POST', 405],
        ['DELETE', 403],
      ] as const) {
        const response = await fetch(arena.server.origin + boardPath(), { method, headers })
        expect(response.status).toBe(status)
        answers.push(response)
      }
      const client = await arena.join(role, 'a-participants-token')
      const texts = await Promise.all(
        answers.map(async answer => [...answer.headers].join() + (await answer.text())),
      )
      texts.push(JSON.stringify(client.heard), JSON.stringify(client.doc.getMap('meta')))
      for (const secret of secretsOf(arena.board)) expect(texts.join()).not.toContain(secret)
    },
  )
})

it('C13 ten thousand guesses are answered alike, and load no board', async () => {
  const limits = readLimits({ NODE_ENV: 'test', LIMIT_REQUESTS_PER_MINUTE: '1000000' })
  const patient = await TestServer.start({ limits })
  const { id, secrets } = await patient.createBoard()
  const answers = new Set<string>()
  const guess = async () => {
    const guessed = newBoardId()
    const response = await fetch(`${patient.origin}/api/boards/${guessed}`, {
      headers: bearer(secrets.owner),
    })
    answers.add(`${response.status} ${await response.text()}`)
  }
  for (let i = 0; i < 200; i++) await Promise.all(Array.from({ length: 50 }, guess))
  expect([...answers]).toEqual([expect.stringMatching(/^404 /)])
  const metrics = await (await fetch(`${patient.origin}/metrics`)).text()
  expect(metrics).toMatch(/^chainboard_rooms 0$/m)
  expect((await fetch(`${patient.origin}/api/boards/${id}`, { headers: bearer(secrets.owner) })).status).toBe(
    200,
  )
  await patient.stop()
})

describe('A5 C12 C13 what is no secret or no board', () => {
  it.each(['', 'x', 'B'.repeat(43), 'B'.repeat(44), '__proto__', '%00', 'a b'])(
    '("%s") opens nothing',
    async secret => {
      expect((await ask(boardPath(), { Authorization: `Bearer ${secret}` })).status).toBe(401)
    },
  )

  it.each(['Basic', 'bearer', 'Token', ''])('a secret after "%s" opens nothing', async scheme => {
    const headers = { Authorization: `${scheme} ${arena.board.secrets.owner}` }
    expect((await ask(boardPath(), headers)).status).toBe(401)
  })

  it('a board’s id cannot be guessed from others, and every guess is answered alike', async () => {
    const ids = await Promise.all(
      Array.from({ length: 40 }, async () => (await arena.server.createBoard()).id),
    )
    expect(new Set(ids).size).toBe(40)
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/)
    for (let at = 0; at < 21; at++) expect(new Set(ids.map(id => id[at])).size).toBeGreaterThan(5)
    const guesses = [
      'A'.repeat(22),
      '__proto__',
      'constructor',
      '..%2f..%2fetc',
      'a%00b',
      'A'.repeat(5_000),
      `${ids[0]}%20`,
    ]
    const answers = await Promise.all(
      guesses.map(id => ask(`/api/boards/${id}`, bearer(arena.board.secrets.owner))),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
  })
})

it('A10 headers by which parts of a framework talk to each other change no answer of the API', async () => {
  const plain = await ask(boardPath())
  const internal: Record<string, string>[] = [
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'x-middleware-subrequest': 'src/middleware' },
    { 'x-nextjs-data': '1' },
    { 'next-action': 'x' },
    { RSC: '1', 'Next-Router-Prefetch': '1' },
  ]
  for (const headers of internal) {
    const answer = await ask(`${boardPath()}?nxtPid=x&_rsc=1`, headers)
    expect([answer.status, answer.text]).toEqual([plain.status, plain.text])
  }
})

describe('A9 comments', () => {
  const threads = () => `${boardPath()}/threads`
  const as = (token: string, secret = arena.board.secrets.annotator) => ({
    ...bearer(secret),
    'Chainboard-Participant': token,
  })
  const comment = (text: unknown) => ({ x: 0, y: 0, message: { name: 'Ada', text } })
  const begin = (headers: Record<string, string>, body: object = comment('why?')) =>
    arena.server.post(threads(), body, headers)
  const threadsSeen = async () => (await arena.join('viewer')).doc.getMap('threads').toJSON()

  it('bear the author that the token shows, whatever a request says, and no token', async () => {
    const ada = 'the-victims-own-token'
    const victim = participantId(ada, arena.board.id)
    const forged = { by: victim, at: 1, participant: victim }
    const body = { ...comment('I said this'), ...forged }
    const answer = await begin(as('the-attackers-token'), {
      ...body,
      message: { ...body.message, ...forged },
    })
    const { id, message } = await answer.json()
    const seen = JSON.stringify(await threadsSeen())
    expect(seen).toContain('I said this')
    for (const secret of [ada, 'the-attackers-token', victim]) expect(seen).not.toContain(secret)
    const path = `${arena.server.origin}${threads()}/${id}/messages/${message}`
    for (const [method, text] of [
      ['PATCH', '{"text":"changed"}'],
      ['DELETE', ''],
    ] as const) {
      const headers = { ...as(ada), 'Content-Type': 'application/json' }
      expect((await fetch(path, { method, headers, ...(text !== '' && { body: text }) })).status).toBe(403)
    }
    expect(JSON.stringify(await threadsSeen())).toBe(seen)
  })

  it('are not written by a page of another site, nor by a link that was replaced (H1, A5)', async () => {
    const old = as('an-annotators-token')
    expect((await begin({ ...old, Origin: 'https://evil.test' })).status).toBe(403)
    const owner = bearer(arena.board.secrets.owner)
    await arena.server.post(`${boardPath()}/rotate`, { role: 'annotator' }, owner)
    expect((await begin(old)).status).toBe(401)
    expect(await threadsSeen()).toEqual({})
  })

  it.each([
    ['lists inside each other', `{"x":0,"y":0,"message":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400],
    ['a prototype', '{"__proto__":{"x":0,"y":0},"message":{"text":"x","name":"x"}}', 400],
    [
      'an anchor of a prototype',
      '{"x":0,"y":0,"anchor":{"__proto__":{"to":"annotation"}},"message":{"text":"x"}}',
      400,
    ],
    [
      'two megabytes',
      JSON.stringify({ x: 0, y: 0, message: { name: 'A', text: 'x'.repeat(2_000_000) } }),
      413,
    ],
    ['a list', '[]', 400],
  ])('do not come of %s (H5)', async (_what, body, status) => {
    const headers = { ...as('an-annotators-token'), 'Content-Type': 'application/json' }
    const answer = await ask(threads(), headers, 'POST', body).catch(() => ({ status: 413 })) // cut off before it was sent
    expect(answer.status).toBe(status)
    expect(await threadsSeen()).toEqual({})
  })

  it('are text, without what steers, and no line of the log (H8, W8)', async () => {
    const nasty = '<img src=x onerror=alert(1)>\u202e\u001b[31m'
    const token = 'an-annotators-token'
    await begin(as(token), { x: 0, y: 0, message: { name: nasty, text: nasty } })
    const seen = JSON.stringify(await threadsSeen())
    expect(seen).toContain('<img src=x onerror=alert(1)>')
    expect(seen).not.toMatch(/\\u202e|\u202e|\\u001b/)
    for (const line of arena.server.lines) expect(line).not.toContain(token)
  })

  it('are kept from nobody else by a flood of them (H6)', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => begin(as('an-annotators-token'))))
    const statuses = answers.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([201, 429]))
    expect(statuses.filter(status => status === 201).length).toBeLessThanOrEqual(120)
  })
})
