import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { createBoard, openBoard } from './boards'

// Attacks of threats.md that need the built pages; the others stand in server/attacks.

/** What a page says, without what differs from answer to answer. */
const withoutNonces = (text: string, nonce: string) => text.replaceAll(nonce, '')

async function page(request: APIRequestContext, path: string, headers: Record<string, string> = {}) {
  const response = await request.get(path, { headers, maxRedirects: 0 })
  const nonce = /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1] ?? 'none'
  return {
    status: response.status(),
    headers: response.headers(),
    text: withoutNonces(await response.text(), nonce),
  }
}

/** A server that nobody should ask anything; answers what it was asked. */
async function withCanary(attack: (port: number) => Promise<void>): Promise<string[]> {
  const heard: string[] = []
  const canary = createServer((request: IncomingMessage, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>(resolve => canary.listen(0, '127.0.0.1', resolve))
  const address = canary.address()
  await attack(typeof address === 'object' ? (address?.port ?? 0) : 0)
  canary.close()
  return heard
}

test('A6 a secret leaves the browser in no address, title or referrer, and the board’s page names no content', async ({
  page: tab,
  request,
}) => {
  const { links } = await createBoard(request, { title: 'A private derivation' })
  const secrets = Object.values(links).map(link => link.split('#')[1] ?? '')
  const asked: string[] = []
  tab.on('request', sent => asked.push(`${sent.url()} ${JSON.stringify(sent.headers())}`))
  await openBoard(tab, links.owner)
  await tab.getByRole('link', { name: 'Start page' }).click()
  await expect(tab.getByRole('button', { name: 'New board' })).toBeVisible()
  // Playwright shows the fragment of the document's own address, which no browser sends.
  const sent = asked.map(line => line.replace(/#\S*/, ''))
  for (const secret of secrets) expect(sent.join('\n')).not.toContain(secret)
  expect(sent.filter(line => /"referer":"[^"]/i.test(line))).toEqual([])
})

test('A7 what previews a link sees no content of the board, and uses nothing up', async ({ request }) => {
  const { id, links } = await createBoard(request, { title: 'A private derivation' })
  const path = `/b/${id}`
  for (const agent of [
    'Slackbot-LinkExpanding 1.0',
    'Twitterbot/1.0',
    'WhatsApp/2',
    'facebookexternalhit/1.1',
  ]) {
    const { status, headers, text } = await page(request, path, { 'User-Agent': agent })
    expect(status).toBe(200)
    expect(text).not.toContain('A private derivation')
    for (const link of Object.values(links)) expect(text).not.toContain(link.split('#')[1] ?? '')
    expect(headers['x-robots-tag']).toBe('noindex')
    expect(headers['cache-control']).toBe('private, no-store')
  }
  expect((await page(request, `/b/${'A'.repeat(22)}`)).text.length).toBe(
    (await page(request, path)).text.length,
  )
})

test('A10 nothing that Next’s parts say to each other changes an answer or shows more', async ({
  request,
}) => {
  const { id, links } = await createBoard(request, { title: 'A private derivation' })
  const secrets = Object.values(links).map(link => link.split('#')[1] ?? '')
  const plain = await page(request, `/b/${id}`)
  const internal: Record<string, string>[] = [
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'x-middleware-rewrite': '/', 'x-middleware-next': '1' },
    { 'x-nextjs-data': '1', 'x-matched-path': '/' },
    { 'x-now-route-matches': '1=x', 'x-nextjs-rewritten-path': '/' },
    { 'next-action': 'a'.repeat(40) },
  ]
  for (const headers of internal) {
    const answer = await page(request, `/b/${id}`, headers)
    expect([answer.status, answer.text]).toEqual([plain.status, plain.text])
  }
  for (const path of [
    `/b/${id}.rsc`,
    `/b/${id}?_rsc=1`,
    `/_next/data/x/b/${id}.json`,
    `/b/${id}?nxtPid=other`,
    `/b/${id}.segments/_tree.segment.rsc`,
  ]) {
    for (const headers of [{}, { RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1' }] as Record<
      string,
      string
    >[]) {
      const { text } = await page(request, path, headers)
      expect(text).not.toContain('A private derivation')
      for (const secret of secrets) expect(text).not.toContain(secret)
    }
  }
})

test('H1 H11 the pages answer to reading alone: no function of the server runs', async ({ request }) => {
  for (const path of ['/', '/b/AAAAAAAAAAAAAAAAAAAAAA', '/nothing']) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const headers = {
        'next-action': 'a'.repeat(40),
        'content-type': 'text/plain;charset=UTF-8',
        'next-resume': '1',
      }
      const response = await request.fetch(path, { method, headers, data: '[]' })
      expect(response.status()).toBe(405)
    }
  }
})

test('H3 no address leads away from here', async ({ baseURL }) => {
  const { hostname, port, origin } = new URL(baseURL ?? '')
  for (const target of [
    '//evil.test/',
    '/\\evil.test/',
    '///evil.test/x/',
    '/?next=//evil.test',
    '/b/x?next=https://evil.test/',
    '/%5cevil.test/',
    '/.//evil.test/',
    '/b/AAAAAAAAAAAAAAAAAAAAAA/',
    '/http://evil.test/',
  ]) {
    const answer = await new Promise<string>(resolve => {
      const socket = connect({ host: hostname, port: Number(port) })
      let text = ''
      socket.on('data', data => {
        text += data
      })
      socket.on('close', () => resolve(text))
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`)
    })
    const location = /^location: (.*)\r$/im.exec(answer.split('\r\n\r\n')[0] ?? '')?.[1]
    if (location !== undefined) expect(new URL(location, origin).origin).toBe(origin)
  }
})

test('C2 H4 the server asks nobody: not for images, not for other servers’ pages', async ({
  request,
  baseURL,
}) => {
  const { hostname, port } = new URL(baseURL ?? '')
  const heard = await withCanary(async canary => {
    for (const host of [
      `127.0.0.1:${canary}`,
      `localhost:${canary}`,
      `0:${canary}`,
      `[::ffff:127.0.0.1]:${canary}`,
    ]) {
      const address = encodeURIComponent(`http://${host}/x.png`)
      const optimised = await request.get(`/_next/image?url=${address}&w=64&q=75`)
      expect(optimised.status()).toBeGreaterThanOrEqual(400)
      await request.get('/', {
        headers: { 'x-middleware-rewrite': `http://${host}/`, 'x-forwarded-host': host },
      })
    }
    for (const head of [
      `GET http://127.0.0.1:${canary}/x HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket`,
      `GET //127.0.0.1:${canary}/x HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket`,
      `GET /_next/hmr HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Forwarded-Host: 127.0.0.1:${canary}`,
      `GET http://127.0.0.1:${canary}/x HTTP/1.1\r\nConnection: close`,
      `CONNECT 127.0.0.1:${canary} HTTP/1.1\r\nConnection: close`,
    ]) {
      await new Promise<void>(resolve => {
        const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
        socket.on('end', () => resolve(void socket.destroy()))
        socket.on('error', () => resolve())
        socket.write(`${head}\r\nHost: ${hostname}:${port}\r\nSec-WebSocket-Version: 13\r\n`)
        socket.write('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n')
        socket.resume()
      })
    }
  })
  expect(heard).toEqual([])
})

test('H10 the server’s own files, and the sources of its scripts, are at no address', async ({ request }) => {
  const { text } = await page(request, '/')
  const scripts = [...text.matchAll(/src="(\/_next\/[^"]+\.js)"/g)].map(match => match[1])
  expect(scripts.length).toBeGreaterThan(3)
  for (const path of [
    ...scripts.map(script => `${script}.map`),
    '/.env',
    '/.git/config',
    '/package.json',
    '/data/chainboard.db',
    '/test-results/data/chainboard.db',
    '/dist/server/index.js',
    '/.next/BUILD_ID',
    '/_next/../package.json',
    '/_next/static/../../package.json',
    '/_next/static/..%2f..%2f..%2fpackage.json',
    '/server/index.ts',
  ]) {
    const response = await request.get(path)
    expect([400, 404]).toContain(response.status())
    expect(await response.text()).not.toMatch(/"chainboard"|SQLite format|sourcesContent/)
  }
  for (const script of scripts)
    expect(await (await request.get(script ?? '')).text()).not.toContain('sourceMappingURL=')
})
