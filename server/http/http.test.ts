import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { deriveSecret } from '@/lib/protocol'
import { readLimits } from '../config'
import { newOwnerSecret } from '../links'
import { readStoredDocument } from '../sync/stored-document'
import { secretsOf, TestServer } from '../testing/test-server'

let server: TestServer

beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers })
const errorOf = async (response: Response) => [response.status, (await response.json()).error?.code]

const chain = { x: 0.5, y: 1, layers: [{ w: 2, activation: 'identity' }], loss: 'squared' }

describe('creating a board', () => {
  it('answers with an id and four links of this host, which differ only in their secrets', async () => {
    const response = await server.post('/api/boards', {})
    expect(response.status).toBe(201)
    const { id, links } = await response.json()
    expect(id).toMatch(/^[\w-]{22}$/)
    expect(Object.keys(links)).toEqual(['owner', 'editor', 'annotator', 'viewer'])
    for (const link of Object.values(links)) expect(link).toMatch(`${server.origin}/b/${id}#`)
    expect(new Set(Object.values(links)).size).toBe(4)
  })

  it('derives the weaker secrets from the owner’s', async () => {
    const { secrets } = await server.createBoard()
    expect(secrets.editor).toBe(deriveSecret(secrets.owner, 'editor', 0))
    expect(secrets.viewer).toBe(deriveSecret(secrets.owner, 'viewer', 0))
  })

  it('starts with the title and the chain that it is given', async () => {
    const board = await server.createBoard({ title: 'Tuesday', chain })
    const { doc } = readStoredDocument(await server.stored.loadBoard(board.id))
    expect(doc.getMap('meta').get('title')).toBe('Tuesday')
    expect(doc.getMap('model').get('x')).toBe(0.5)
  })

  it.each([
    ['a title that is no text', { title: 7 }, 'bad_title'],
    ['a chain without layers', { chain: { ...chain, layers: [] } }, 'bad_chain'],
    ['a chain of 65 layers', { chain: { ...chain, layers: Array(65).fill(chain.layers[0]) } }, 'bad_chain'],
    ['a number that is none', { chain: { ...chain, x: 'NaN' } }, 'bad_chain'],
    ['a list', [], 'bad_request'],
  ])('is refused for %s', async (_what, body, code) => {
    expect(await errorOf(await server.post('/api/boards', body))).toEqual([400, code])
  })

  it('is refused for a form and for text that only looks like JSON (H1)', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const response = await server.post('/api/boards', {}, { 'Content-Type': type })
      expect(await errorOf(response)).toEqual([415, 'not_json'])
    }
  })

  it('is refused for a page of another site (H1)', async () => {
    for (const origin of ['https://evil.test', 'null', 'http://127.0.0.1:1']) {
      expect(await errorOf(await server.post('/api/boards', {}, { Origin: origin }))).toEqual([
        403,
        'foreign_origin',
      ])
    }
    expect((await server.post('/api/boards', {}, { Origin: server.origin })).status).toBe(201)
  })

  it('is refused for a body over the limit before it is parsed (H5)', async () => {
    const response = await server.post('/api/boards', { title: 'x'.repeat(1_100_000) })
    expect(await errorOf(response)).toEqual([413, 'too_large'])
  })

  it('is refused after so many from one address (H6)', async () => {
    const limits = readLimits({ NODE_ENV: 'test', LIMIT_BOARDS_PER_HOUR: '2' })
    const strict = await TestServer.start({ limits })
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await strict.post('/api/boards', {})).status)
    await strict.stop()
    expect(statuses).toEqual([201, 201, 429])
  })
})

describe('the links behind a proxy', () => {
  async function originOfLinks(settings: { trustProxy: boolean }): Promise<string> {
    const behind = await TestServer.start(settings)
    const response = await behind.post('/api/boards', {}, { 'X-Forwarded-Proto': 'https' })
    const { links } = await response.json()
    await behind.stop()
    return new URL(links.owner).protocol
  }

  it('begin with https when the proxy is trusted, and with http when it is not', async () => {
    expect(await originOfLinks({ trustProxy: true })).toBe('https:')
    expect(await originOfLinks({ trustProxy: false })).toBe('http:')
  })
})

describe('asking about a board', () => {
  it('tells everybody the role of their link, and the owner the rotations', async () => {
    const { id, secrets } = await server.createBoard()
    const ask = async (secret: string) => (await get(`/api/boards/${id}`, bearer(secret))).json()
    expect(await ask(secrets.viewer)).toEqual({ id, role: 'viewer' })
    expect(await ask(secrets.owner)).toEqual({
      id,
      role: 'owner',
      rotations: { owner: 0, editor: 0, annotator: 0, viewer: 0 },
    })
  })

  it('is 401 with a wrong secret and 404 for a board that is not there', async () => {
    const { id, secrets } = await server.createBoard()
    const other = await server.createBoard()
    expect(await errorOf(await get(`/api/boards/${id}`))).toEqual([401, 'wrong_secret'])
    expect(await errorOf(await get(`/api/boards/${id}`, bearer(other.secrets.owner)))).toEqual([
      401,
      'wrong_secret',
    ])
    for (const lost of ['A'.repeat(22), '__proto__', 'a%00b']) {
      expect(await errorOf(await get(`/api/boards/${lost}`, bearer(secrets.owner)))).toEqual([
        404,
        'no_such_board',
      ])
    }
  })
})

describe('deleting a board', () => {
  const deleteBoard = (id: string, headers: Record<string, string>) =>
    fetch(`${server.origin}/api/boards/${id}`, { method: 'DELETE', headers })

  it('leaves nothing of it, and others as they are', async () => {
    const [board, other] = [await server.createBoard(), await server.createBoard()]
    const response = await deleteBoard(board.id, bearer(board.secrets.owner))
    expect([response.status, await response.json()]).toEqual([200, { id: board.id }])
    expect(await errorOf(await get(`/api/boards/${board.id}`, bearer(board.secrets.owner)))).toEqual([
      404,
      'no_such_board',
    ])
    expect(await errorOf(await deleteBoard(board.id, bearer(board.secrets.owner)))).toEqual([
      404,
      'no_such_board',
    ])
    expect((await get(`/api/boards/${other.id}`, bearer(other.secrets.owner))).status).toBe(200)
  })

  it('is for its owner alone (A3), and not for pages of another site (H1)', async () => {
    const [board, other] = [await server.createBoard(), await server.createBoard()]
    for (const role of ['editor', 'annotator', 'viewer'] as const) {
      expect(await errorOf(await deleteBoard(board.id, bearer(board.secrets[role])))).toEqual([
        403,
        'owner_only',
      ])
    }
    expect(await errorOf(await deleteBoard(board.id, bearer(other.secrets.owner)))).toEqual([
      401,
      'wrong_secret',
    ])
    const foreign = { ...bearer(board.secrets.owner), Origin: 'https://evil.test' }
    expect(await errorOf(await deleteBoard(board.id, foreign))).toEqual([403, 'foreign_origin'])
    expect((await get(`/api/boards/${board.id}`, bearer(board.secrets.owner))).status).toBe(200)
  })
})

describe('replacing a link', () => {
  it('gives the owner the links that hold now, and the old one stops working (A5)', async () => {
    const { id, secrets } = await server.createBoard()
    const response = await server.post(`/api/boards/${id}/rotate`, { role: 'viewer' }, bearer(secrets.owner))
    const { links } = await response.json()
    expect(links.editor).toContain(secrets.editor)
    expect(links.viewer).toContain(deriveSecret(secrets.owner, 'viewer', 1))
    expect((await get(`/api/boards/${id}`, bearer(secrets.viewer))).status).toBe(401)
    expect((await get(`/api/boards/${id}`, bearer(deriveSecret(secrets.owner, 'viewer', 1)))).status).toBe(
      200,
    )
  })

  it('of the owner replaces all of them', async () => {
    const { id, secrets } = await server.createBoard()
    const secret = newOwnerSecret()
    const body = { role: 'owner', secret }
    const response = await server.post(`/api/boards/${id}/rotate`, body, bearer(secrets.owner))
    const text = await response.text()
    expect(text).toContain(`#${secret}`)
    for (const secret of Object.values(secrets)) {
      expect(text).not.toContain(secret)
      expect((await get(`/api/boards/${id}`, bearer(secret))).status).toBe(401)
    }
  })

  it('is for the owner alone, and nobody else reads a secret of another link anywhere (A3)', async () => {
    const board = await server.createBoard()
    for (const role of ['editor', 'annotator', 'viewer'] as const) {
      const headers = bearer(board.secrets[role])
      const response = await server.post(`/api/boards/${board.id}/rotate`, { role: 'viewer' }, headers)
      expect(response.status).toBe(403)
      const texts = [await response.text(), await (await get(`/api/boards/${board.id}`, headers)).text()]
      for (const secret of secretsOf(board)) expect(texts.join()).not.toContain(secret)
    }
  })

  it('is refused when the asker’s own link was replaced while the body was on its way', async () => {
    const { id, secrets } = await server.createBoard()
    const path = `/api/boards/${id}/rotate`
    const headers = { 'Content-Type': 'application/json', ...bearer(secrets.owner) }
    const slow = request(server.origin + path, { method: 'POST', headers })
    const status = new Promise(resolve => slow.on('response', response => resolve(response.statusCode)))
    slow.write('{"role": ')
    expect((await get(`/api/boards/${id}`, bearer(secrets.owner))).status).toBe(200)
    const body = { role: 'owner', secret: newOwnerSecret() }
    expect((await server.post(path, body, bearer(secrets.owner))).status).toBe(200)
    slow.end(`"owner", "secret": "${newOwnerSecret()}"}`)
    expect(await status).toBe(401)
  })

  it('is refused for the slower of two at once, and all links stay those of one owner', async () => {
    const { id, secrets } = await server.createBoard()
    const findLinks = server.stored.findLinks.bind(server.stored)
    let reads = 0
    const spy = vi.spyOn(server.stored, 'findLinks').mockImplementation(async boardId => {
      const links = await findLinks(boardId)
      reads++
      await vi.waitUntil(() => reads >= 2)
      return links
    })
    const rotate = (secret: string) =>
      server.post(`/api/boards/${id}/rotate`, { role: 'owner', secret }, bearer(secrets.owner))
    const responses = await Promise.all([rotate(newOwnerSecret()), rotate(newOwnerSecret())])
    spy.mockRestore()
    const [won, lost] = responses.sort((a, b) => a.status - b.status)
    expect(await errorOf(lost)).toEqual([409, 'links_changed'])
    const { links } = await won.json()
    for (const role of ['owner', 'editor', 'annotator', 'viewer']) {
      const response = await get(`/api/boards/${id}`, bearer(links[role].split('#')[1]))
      expect(await response.json()).toMatchObject({ role })
    }
  })

  it('of the owner is answered alike however often it is asked for', async () => {
    const { id, secrets } = await server.createBoard()
    const body = { role: 'owner', secret: newOwnerSecret() }
    const rotate = async () => {
      const response = await server.post(`/api/boards/${id}/rotate`, body, bearer(secrets.owner))
      return [response.status, await response.json()]
    }
    const [first, second] = await Promise.all([rotate(), rotate()])
    expect(first?.[0]).toBe(200)
    expect(second).toEqual(first)
    expect(await rotate()).toEqual(first)
    const described = await get(`/api/boards/${id}`, bearer(body.secret))
    expect((await described.json()).rotations).toEqual({ owner: 1, editor: 1, annotator: 1, viewer: 1 })
  })

  it('of the owner is refused without a new secret that was made at random', async () => {
    const { id, secrets } = await server.createBoard()
    const weak = [undefined, 7, '', 'short', 'a'.repeat(43), secrets.editor, ['a'.repeat(43)]]
    for (const secret of weak) {
      const body = { role: 'owner', secret }
      const response = await server.post(`/api/boards/${id}/rotate`, body, bearer(secrets.owner))
      expect(await errorOf(response)).toEqual([400, 'bad_secret'])
    }
    expect((await get(`/api/boards/${id}`, bearer(secrets.owner))).status).toBe(200)
  })

  it('is not done by whoever only names a secret that opens nothing', async () => {
    const { id, secrets } = await server.createBoard()
    const body = { role: 'owner', secret: newOwnerSecret() }
    for (const asker of [newOwnerSecret(), secrets.editor]) {
      const response = await server.post(`/api/boards/${id}/rotate`, body, bearer(asker))
      expect([401, 403]).toContain(response.status)
    }
    expect((await get(`/api/boards/${id}`, bearer(secrets.owner))).status).toBe(200)
  })

  it('is refused for a role that does not exist', async () => {
    const { id, secrets } = await server.createBoard()
    const response = await server.post(`/api/boards/${id}/rotate`, { role: 'admin' }, bearer(secrets.owner))
    expect(await errorOf(response)).toEqual([400, 'bad_role'])
  })
})

describe('every answer', () => {
  it('keeps referrers, frames, sniffing and caches away (A6, H2, H9)', async () => {
    const board = await get('/b/AAAAAAAAAAAAAAAAAAAAAA')
    expect(board.headers.get('referrer-policy')).toBe('no-referrer')
    expect(board.headers.get('x-content-type-options')).toBe('nosniff')
    expect(board.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(board.headers.get('x-robots-tag')).toBe('noindex')
    expect(board.headers.get('cache-control')).toBe('private, no-store')
    expect((await get('/')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect((await get('/embed/x')).headers.get('content-security-policy')).not.toContain('frame-ancestors')
  })

  it('under /api is 404 for what is not there and 405 for a wrong method', async () => {
    expect(await errorOf(await get('/api/nothing'))).toEqual([404, 'not_found'])
    const response = await get('/api/boards')
    expect(response.headers.get('allow')).toBe('POST')
    expect(await errorOf(response)).toEqual([405, 'wrong_method'])
  })

  it('to a path that is no UTF-8 is 400', async () => {
    for (const path of ['/b/%ff', '/%', '/api/boards/%c0%80']) expect((await get(path)).status).toBe(400)
  })

  it('to a request for another server is 400 (C2)', async () => {
    const { port } = new URL(server.origin)
    const status = await new Promise(resolve => {
      request({ host: '127.0.0.1', port, path: 'http://127.0.0.1:9/x' }, response => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(400)
  })
})

it('says that it is up and ready', async () => {
  expect((await get('/healthz')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(200)
})
