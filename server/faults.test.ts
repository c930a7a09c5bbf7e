import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseIn } from './storage/data-directory'
import { eventually, RawClient } from './testing/raw-client'
import { bundleServer, type ServerBundle, type ServerProcess } from './testing/server-process'

const isRoot = process.getuid?.() === 0
const hasStrace = finds('strace')

let bundle: ServerBundle
let directory: string
const servers: ServerProcess[] = []

beforeAll(async () => {
  bundle = await bundleServer()
  directory = mkdtempSync(join(tmpdir(), 'chainboard-faults-'))
})
afterAll(async () => {
  for (const server of servers) server.kill()
  await Promise.all(servers.map(({ ended }) => ended))
  rmSync(directory, { recursive: true, force: true })
  bundle.remove()
})

function finds(program: string): boolean {
  try {
    execFileSync('which', [program])
    return true
  } catch {
    return false
  }
}

function start(dataDir: string, before: readonly string[] = []): ServerProcess {
  // A small disk is below the space that is kept for the boards there are.
  const server = bundle.start({ DATA_DIR: dataDir, LIMIT_FREE_DISK_BYTES: '1' }, before)
  servers.push(server)
  return server
}

interface Board {
  readonly id: string
  readonly secret: string
}

const askForBoard = async (server: ServerProcess): Promise<Response> => {
  const headers = { 'Content-Type': 'application/json' }
  return fetch(`http://localhost:${await server.port}/api/boards`, { method: 'POST', headers, body: '{}' })
}

async function createBoard(server: ServerProcess): Promise<Board> {
  const { id, links } = await (await askForBoard(server)).json()
  return { id, secret: links.editor.split('#')[1] }
}

let names = 0

/** Somebody new with a token on a board. */
async function visit(server: ServerProcess, { id, secret }: Board): Promise<RawClient> {
  return new RawClient(`ws://localhost:${await server.port}/sync/${id}`, [
    secret,
    `the-token-of-person-${++names}`,
  ])
}

async function enter(server: ServerProcess, board: Board): Promise<RawClient> {
  const client = await visit(server, board)
  await client.sync()
  return client
}

const set = (client: RawClient, key: string, value: unknown) =>
  client.edit(doc => doc.getMap('model').set(key, value))
const has = ({ doc }: RawClient, key: string) => doc.getMap('model').has(key)

const hearSaved = (client: RawClient, count: number) =>
  client.until(() => client.heard.find(message => message.kind === 'saved' && message.count >= count))

const hearStorage = (client: RawClient, state: string) =>
  client.until(() =>
    client.heard.find(
      message =>
        message.kind === 'notice' && message.notice?.kind === 'storage' && message.notice.state === state,
    ),
  )

const readiness = async (server: ServerProcess) =>
  (await fetch(`http://localhost:${await server.port}/readyz`)).status

async function stop(server: ServerProcess): Promise<void> {
  server.stop()
  expect(await server.ended).toMatchObject({ code: 0 })
}

describe('a full disk (D4)', () => {
  it.runIf(isRoot)('is told, worked through, and recovered from with nothing lost', async () => {
    const dataDir = join(directory, 'small disk')
    mkdirSync(dataDir)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dataDir])
    try {
      const server = start(dataDir)
      const board = await createBoard(server)
      const [author, reader] = [await enter(server, board), await enter(server, board)]
      set(author, 'before', 1)
      await hearSaved(author, 1)

      expect(() => writeFileSync(join(dataDir, 'filler'), new Uint8Array(8 * 1_048_576))).toThrow('ENOSPC')
      for (let i = 0; i < 20; i++) set(author, `meanwhile ${i}`, 'x'.repeat(5_000))
      await Promise.all([hearStorage(author, 'full'), hearStorage(reader, 'full')])
      expect(await readiness(server)).toBe(503)
      const refusal = await askForBoard(server)
      expect(refusal.status).toBe(507)
      expect((await refusal.json()).error.message).toContain('makes no new boards')
      set(author, 'after', 1)

      rmSync(join(dataDir, 'filler'))
      await Promise.all([hearSaved(author, 22), hearStorage(author, 'ok'), hearStorage(reader, 'ok')])
      await eventually(() => has(reader, 'after'))
      expect(await readiness(server)).toBe(200)
      await stop(server)

      const database = new Database(databaseIn(dataDir))
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      database.close()
      const again = start(dataDir)
      const later = await enter(again, board)
      for (const key of ['before', 'meanwhile 0', 'meanwhile 19', 'after']) expect(has(later, key)).toBe(true)
      await stop(again)
    } finally {
      for (const server of servers) server.kill()
      await Promise.all(servers.map(({ ended }) => ended))
      execFileSync('umount', [dataDir])
    }
  })

  it.runIf(!isRoot && process.env.CI !== undefined)('needs root, to make a small disk', () => {
    expect(isRoot).toBe(true)
  })
})

it('another process that holds the database for long delays what is saved, and nothing else (D5)', async () => {
  const dataDir = join(directory, 'locked')
  const server = start(dataDir)
  const [board, other] = [await createBoard(server), await createBoard(server)]
  const [author, reader] = [await enter(server, board), await enter(server, board)]
  const intruder = new Database(databaseIn(dataDir))
  intruder.exec('BEGIN EXCLUSIVE')
  set(author, 'waiting', 1)
  await enter(server, other)
  expect(await readiness(server)).toBe(200)
  await hearStorage(author, 'unavailable') // after the five seconds that a commit waits
  await enter(server, other)
  expect(await readiness(server)).toBe(503)
  expect(has(reader, 'waiting')).toBe(false)
  intruder.exec('ROLLBACK')
  intruder.close()
  await Promise.all([hearSaved(author, 1), hearStorage(author, 'ok')])
  await eventually(() => has(reader, 'waiting'))
  await stop(server)
})

it('stops within its time while another process holds the database', async () => {
  const dataDir = join(directory, 'locked for good')
  const server = start(dataDir)
  const [board, other] = [await createBoard(server), await createBoard(server)]
  const author = await enter(server, board)
  const intruder = new Database(databaseIn(dataDir))
  intruder.exec('BEGIN EXCLUSIVE')
  set(author, 'x', 1)
  await enter(server, other) // by then the change has come
  server.stop()
  const { code, errors } = await server.ended // its own patience ends it: the lock stays
  expect(code).toBe(1)
  expect(errors).toContain('not everything was saved')
  intruder.close()
})

describe('damage (D6)', () => {
  it('in the newest change of a board closes nothing, and its author brings it again', async () => {
    const dataDir = join(directory, 'flipped')
    const server = start(dataDir)
    const [board, other] = [await createBoard(server), await createBoard(server)]
    const [author, neighbour] = [await enter(server, board), await enter(server, other)]
    for (const [i, key] of ['sound', 'hit'].entries()) {
      set(author, key, 1)
      await hearSaved(author, i + 1)
    }
    set(neighbour, 'sound', 1)
    await hearSaved(neighbour, 1)
    await stop(server)
    const database = new Database(databaseIn(dataDir))
    const row = database
      .prepare('SELECT n, bytes FROM board_update WHERE board_id = ? ORDER BY n DESC')
      .get(board.id)
    const { n, bytes } = row as { n: number; bytes: Buffer } // it is what was asked for
    bytes[bytes.length - 3] ^= 0x55
    database.prepare('UPDATE board_update SET bytes = ? WHERE board_id = ? AND n = ?').run(bytes, board.id, n)
    database.close()

    const again = start(dataDir)
    const reader = await enter(again, board)
    expect([has(reader, 'sound'), has(reader, 'hit')]).toEqual([true, false])
    expect(has(await enter(again, other), 'sound')).toBe(true)
    expect(again.errors()).toContain('updates were left out of a board')
    set(reader, 'later', 1)
    await hearSaved(reader, 1)
    await stop(again)
    expect(has(await enter(start(dataDir), board), 'later')).toBe(true)
  })

  it('at the end of the write-ahead log costs the last commits, never a board', async () => {
    const dataDir = join(directory, 'cut')
    const server = start(dataDir)
    const board = await createBoard(server)
    const author = await enter(server, board)
    for (let i = 1; i <= 10; i++) {
      set(author, `k${i}`, 'x'.repeat(3_000))
      await hearSaved(author, i)
    }
    server.kill()
    await server.ended
    const wal = `${databaseIn(dataDir)}-wal`
    truncateSync(wal, readFileSync(wal).length - 9_000)

    const again = start(dataDir)
    const reader = await enter(again, board)
    expect([has(reader, 'k1'), has(reader, 'k10')]).toEqual([true, false])
    await stop(again)
  })

  it('that leaves nothing sound is told with "try again", never shown as a blank board', async () => {
    const dataDir = join(directory, 'unsound')
    const server = start(dataDir)
    const board = await createBoard(server)
    await stop(server)
    const database = new Database(databaseIn(dataDir))
    database.exec("UPDATE board_update SET bytes = x'0000'")
    database.close()
    const again = start(dataDir)
    const client = await visit(again, board)
    expect((await client.closed).code).toBe(4500)
    expect(client.heard).toEqual([])
    await stop(again)
  })
})

describe('a power cut (D2)', () => {
  it.runIf(hasStrace)('finds every acknowledged change on the disk: each commit waits for it', async () => {
    const calls = join(directory, 'syncs')
    const server = start(join(directory, 'traced'), [
      'strace',
      '-D', // the server stays our child
      '-f',
      '-qq',
      '-e',
      'trace=fsync,fdatasync',
      '-o',
      calls,
    ])
    const author = await enter(server, await createBoard(server))
    const syncs = () =>
      readFileSync(calls, 'utf8')
        .split('\n')
        .filter(line => / = 0$/.test(line)).length
    for (let i = 1; i <= 10; i++) {
      const before = syncs()
      set(author, 'x', i)
      await hearSaved(author, i)
      expect(syncs()).toBeGreaterThan(before)
    }
    await author.close()
  })

  it.runIf(!hasStrace && process.env.CI !== undefined)('needs strace, to see what reaches the disk', () => {
    expect(hasStrace).toBe(true)
  })
})
