import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Pages } from '../pages'
import { keptPages } from './kept-pages'
import { newNonce, tellNonce, toldNonce } from './page-nonce'

const ID = 'an-id-of-22-characters'
const OTHER = 'b'.repeat(22)
/** Larger than what a stream takes at once. */
const LARGE = 'x'.repeat(200_000)

let rendered: string[]
let fails: boolean
let server: Server

/** Pages that say the nonce and the address for which they were rendered. */
const pages: Pages = {
  async handle(request, response) {
    rendered.push(request.url ?? '')
    if (fails) throw new Error('no page today')
    response.statusCode = request.url?.includes('missing') ? 404 : 200
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Link', `</style>; nonce="${toldNonce(request)}"`)
    if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store')
    const isTaken = response.write(`<script nonce="${toldNonce(request)}">${LARGE}</script>`)
    if (!isTaken) await new Promise(resolve => response.once('drain', resolve))
    response.end(`<p>${request.url} ${toldNonce(request)}</p>`)
  },
  upgrade: () => false,
  close: async () => {},
}

beforeEach(async () => {
  rendered = []
  fails = false
  const kept = keptPages(pages)
  server = createServer((request, response) => {
    const nonce = newNonce()
    tellNonce(request, nonce)
    response.setHeader('X-Told', nonce)
    response.setHeader('Cache-Control', 'private, no-store')
    kept.handle(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => new Promise(resolve => server.close(resolve)))

async function get(path: string, init: RequestInit = {}) {
  const { port } = server.address() as AddressInfo // it listens on a port
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })
  return { response, text: await response.text(), nonce: response.headers.get('x-told') ?? '' }
}

const page = (path: string, nonce: string) =>
  `<script nonce="${nonce}">${LARGE}</script><p>${path} ${nonce}</p>`

describe('a page that is kept', () => {
  it('is what would have been rendered for each nonce and board, and is rendered once', async () => {
    for (const path of [`/b/${ID}`, `/b/${OTHER}`, `/b/${ID}`, '/', '/']) {
      const { text, nonce } = await get(path)
      expect(text).toBe(page(path, nonce))
    }
    expect(rendered).toHaveLength(2)
    expect(rendered.join()).not.toContain(ID)
  })

  it('is rendered once for hundreds that ask at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => get(`/b/${ID}`)))
    for (const { text, nonce } of answers) expect(text).toBe(page(`/b/${ID}`, nonce))
    expect(new Set(answers.map(({ nonce }) => nonce)).size).toBe(200)
    expect(rendered).toHaveLength(1)
  })

  it('has the headers of the rendered one, without those of another answer', async () => {
    const { response } = await get(`/b/${ID}`)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('link')).toBeNull()
  })

  it('is packed for those who unpack it, and has no body for those who want none', async () => {
    const packed = await get('/', { headers: { 'Accept-Encoding': 'gzip' } })
    expect(packed.response.headers.get('content-encoding')).toBe('gzip')
    const plain = await get('/', { headers: { 'Accept-Encoding': 'identity' } })
    expect(plain.response.headers.get('content-encoding')).toBeNull()
    expect(plain.text).toBe(page('/', plain.nonce))
    const head = await get('/', { method: 'HEAD' })
    expect([head.response.status, head.text]).toEqual([200, ''])
  })
})

describe('a page is rendered when it is asked for', () => {
  it.each([
    '/missing',
    '/b/too-short',
    `/b/${ID}x`,
    `/b/${ID}/`,
    `/b/${ID}?x`,
    `/b/%61${ID.slice(1)}`,
    '/?x',
  ])('as %s', async path => {
    const { text, nonce } = await get(path)
    expect(text).toBe(page(path, nonce))
    expect(rendered).toEqual([path])
  })

  it.each(['rsc', 'next-router-prefetch', 'next-router-state-tree'])('with the header %s', async name => {
    await get(`/b/${ID}`, { headers: { [name]: '1' } })
    expect(rendered).toEqual([`/b/${ID}`])
  })

  it('when it could not be kept, and kept as soon as it can', async () => {
    fails = true
    expect((await get(`/b/${ID}`)).response.status).toBe(500)
    fails = false
    const { text, nonce } = await get(`/b/${ID}`)
    expect(text).toBe(page(`/b/${ID}`, nonce))
    await get(`/b/${ID}`)
    expect(rendered.filter(path => !path.includes(ID))).toHaveLength(2)
  })
})
