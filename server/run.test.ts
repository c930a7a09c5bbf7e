import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RawClient } from './testing/raw-client'

const directory = mkdtempSync(join(tmpdir(), 'chainboard-run-'))
const bundle = join(import.meta.dirname, '../node_modules/.cache', `chainboard-run-${process.pid}.mjs`)
const children: ChildProcess[] = []

// The server as it is shipped, in one file, so that a child process starts fast; it shows no pages.
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'testing/serve-without-pages.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
  rmSync(bundle, { force: true })
})

interface Started {
  readonly child: ChildProcess
  /** The port, once it serves; rejects with what it said when it ends before. */
  readonly port: Promise<number>
  readonly ended: Promise<{ code: number | null; errors: string }>
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [bundle], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: 'pipe',
  })
  children.push(child)
  let errors = ''
  child.stderr.on('data', data => {
    errors += data
  })
  const ended = new Promise<{ code: number | null; errors: string }>(resolve => {
    child.on('close', code => resolve({ code, errors }))
  })
  const port = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', data => {
      const ready = /ready on http:\/\/localhost:(\d+)/.exec(String(data))
      if (ready) resolve(Number(ready[1]))
    })
    child.on('close', () => reject(new Error(errors)))
  })
  port.catch(() => {}) // tests that expect an end look at `ended`
  return { child, port, ended }
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
  first.child.kill('SIGKILL')
  await first.ended

  const second = start({ DATA_DIR })
  const reader = new RawClient(board.url(await second.port), [board.secret])
  await reader.sync()
  expect(reader.doc.getMap('model').get('x')).toBeGreaterThanOrEqual(count)
  await reader.close()
  second.child.kill('SIGTERM')
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
  first.child.kill('SIGTERM')
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
  first.child.kill('SIGTERM')
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
