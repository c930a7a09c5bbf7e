import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Pages } from '../pages'
import { keptAssets } from './kept-assets'

const SCRIPT = 'console.log("a script")\n'.repeat(100)

let directory: string
let server: Server
let passedOn: string[]

const pages: Pages = {
  async handle(request, response) {
    passedOn.push(request.url ?? '')
    response.writeHead(404).end()
  },
  upgrade: () => false,
  close: async () => {},
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  mkdirSync(join(directory, 'static', 'chunks'), { recursive: true })
  writeFileSync(join(directory, 'static', 'chunks', 'a.js'), SCRIPT)
  writeFileSync(join(directory, 'static', 'chunks', 'a.js.map'), '{}')
  writeFileSync(join(directory, 'static', 'font.woff2'), 'a font')
  writeFileSync(join(directory, 'secret.js'), 'not for anybody')
  const kept = await keptAssets(pages, join(directory, 'static'))
  server = createServer((request, response) => {
    kept.handle(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  await new Promise(resolve => server.close(resolve))
  rmSync(directory, { recursive: true, force: true })
})

beforeEach(() => {
  passedOn = []
})

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const { port } = server.address() as AddressInfo // it listens on a port
  return fetch(`http://127.0.0.1:${port}${path}`, init)
}

describe('a file of the pages', () => {
  it.each(['gzip', 'identity', 'gzip;q=0'])(
    'comes whole to those who take %s, and may be kept for ever',
    async accepted => {
      const response = await ask('/_next/static/chunks/a.js', { headers: { 'Accept-Encoding': accepted } })
      expect(await response.text()).toBe(SCRIPT)
      expect(response.headers.get('content-encoding')).toBe(accepted === 'gzip' ? 'gzip' : null)
      expect(response.headers.get('content-type')).toMatch(/^application\/javascript/)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(passedOn).toEqual([])
    },
  )

  it('that is packed already is not packed again', async () => {
    const response = await ask('/_next/static/font.woff2')
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(await response.text()).toBe('a font')
  })

  it('has no body for those who want none', async () => {
    const response = await ask('/_next/static/chunks/a.js', { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

it.each([
  '/_next/static/chunks/a.js.map',
  '/_next/static/chunks/b.js',
  '/_next/static/chunks/a.js?x',
  '/_next/static//chunks/a.js',
  '/_next/static/chunks/..%2f..%2fsecret.js',
  '/_next/static/__proto__',
  '/chunks/a.js',
  '/',
])('leaves %s to the pages', async path => {
  await ask(path)
  expect(passedOn).toEqual([path])
})

it('leaves a part of a file to the pages', async () => {
  await ask('/_next/static/chunks/a.js', { headers: { Range: 'bytes=0-3' } })
  expect(passedOn).toHaveLength(1)
})
