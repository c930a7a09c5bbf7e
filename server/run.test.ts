import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RawClient } from './testing/raw-client'
import { bundleServer, type ServerBundle, type ServerProcess } from './testing/server-process'

const directory = mkdtempSync(join(tmpdir(), 'chainboard-run-'))
const servers: ServerProcess[] = []
let bundle: ServerBundle

beforeAll(async () => {
  bundle = await bundleServer()
})
afterAll(() => {
  for (const server of servers) server.kill()
  rmSync(directory, { recursive: true, force: true })
  bundle.remove()
})

function start(env: Record<string, string>): ServerProcess {
  const server = bundle.start(env)
  servers.push(server)
  return server
}

async function createBoard(port: number): Promise<{ url: (port: number) => string; secret: string }> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(`http://localhost:${port}/api/boards`, { method: 'POST', headers, body: '{}' })
  const { id, links } = await response.json()
  return { url: on => `ws://localhost:${on}/sync/${id}`, secret: links.editor.split('#')[1] }
}

it('keeps everything that it acknowledged when it is killed, and starts again on the same data (D1)', async () => {
  const DATA_DIR = join(directory, 'killed')
  const first = start({ DATA_DIR })
  const board = await createBoard(await first.port)
  const editor = new RawClient(board.url(await first.port), [board.secret, 'a-participants-token'])
  await editor.sync()
  for (let i = 1; i <= 200; i++) editor.edit(doc => doc.getMap('model').set('x', i))
  const { count } = await editor.hear('saved')
  first.kill()
  await first.ended

  const second = start({ DATA_DIR })
  const reader = new RawClient(board.url(await second.port), [board.secret])
  await reader.sync()
  expect(reader.doc.getMap('model').get('x')).toBeGreaterThanOrEqual(count)
  await reader.close()
  second.stop()
  await second.ended
})

it('ends with code 0 on SIGTERM, having saved what it took and said "restart" (D3)', async () => {
  const DATA_DIR = join(directory, 'stopped')
  const first = start({ DATA_DIR })
  const board = await createBoard(await first.port)
  const editor = new RawClient(board.url(await first.port), [board.secret])
  await editor.sync()
  editor.edit(doc => doc.getMap('model').set('x', 12))
  await editor.hear('update')
  first.stop()
  expect((await editor.closed).code).toBe(1012)
  expect(await first.ended).toEqual({ code: 0, errors: '' })
})

it('refuses a data directory that another process uses, in one sentence (D10)', async () => {
  const DATA_DIR = join(directory, 'shared')
  const first = start({ DATA_DIR })
  await first.port
  const second = await start({ DATA_DIR }).ended
  expect(second.code).toBe(1)
  expect(second.errors).toMatch(/^Another Chainboard is using the data directory .*\.\n$/)
  first.stop()
  await first.ended
})

it.each([
  [
    'a port that is no number',
    { PORT: 'http' },
    'PORT is "http"; it must be a whole number from 0 to 65535.\n',
  ],
  [
    'a limit of nothing',
    { LIMIT_FRAME_BYTES: '0' },
    /^LIMIT_FRAME_BYTES is "0"; it must be a whole number.*\.\n$/,
  ],
  [
    'an origin that is none',
    { ALLOWED_ORIGINS: 'example.org' },
    /^ALLOWED_ORIGINS has "example.org"; .*\.\n$/,
  ],
])('refuses %s in one sentence', async (_what, env, sentence) => {
  const { code, errors } = await start({ DATA_DIR: join(directory, 'unused'), ...env }).ended
  expect(code).toBe(1)
  expect(errors).toMatch(sentence)
})

it('refuses a directory that it cannot write to in one sentence', async () => {
  writeFileSync(join(directory, 'file'), '')
  const { code, errors } = await start({ DATA_DIR: join(directory, 'file', 'data') }).ended
  expect(code).toBe(1)
  expect(errors).toMatch(/^Chainboard cannot write to its data directory .*\.\n$/)
})

it('refuses a busy port in one sentence', async () => {
  const other = createServer()
  const port = await new Promise<number>(resolve => {
    other.listen(0, () => resolve((other.address() as { port: number }).port)) // a server on a port has no other kind
  })
  const { code, errors } = await start({ PORT: String(port), DATA_DIR: join(directory, 'busy') }).ended
  other.close()
  expect(code).toBe(1)
  expect(errors).toBe(`Port ${port} is in use. Stop the other program, or set PORT to a free one.\n`)
})
