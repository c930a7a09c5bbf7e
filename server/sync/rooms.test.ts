import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { seedUpdate } from '@/lib/board'
import { CLOSE, encodeUpdate } from '@/lib/protocol'
import { readLimits } from '../config'
import { linksToStore, newOwnerSecret } from '../links'
import { createLog } from '../log'
import { openSqlite } from '../storage/sqlite'
import type { Storage } from '../storage/storage'
import { valueUpdate } from '../testing/value-update'
import { VirtualClock } from '../testing/virtual-clock'
import type { Peer } from './peer'
import { Rooms } from './rooms'

let directory: string
let storage: Storage
let rooms: Rooms
let clock: VirtualClock
let lines: string[]

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  storage = await openSqlite(directory)
  await createBoard('b')
  lines = []
  clock = new VirtualClock()
  rooms = new Rooms(
    storage,
    readLimits({ NODE_ENV: 'test' }),
    createLog(line => lines.push(line)),
    clock,
  )
})

afterEach(async () => {
  await rooms.close()
  await storage.close()
  rmSync(directory, { recursive: true, force: true })
})

async function createBoard(id: string): Promise<void> {
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  const first = { boardId: id, n: 1, participant: 'server', at: 0, bytes: seedUpdate() }
  await storage.createBoard(id, linksToStore(newOwnerSecret(), rotations), first)
}

function newPeer() {
  const codes: number[] = []
  const peer: Peer = {
    role: 'editor',
    participant: 'p',
    named: true,
    send: () => {},
    tell: () => {},
    close: code => codes.push(code),
  }
  return { peer, codes }
}

/** Lets the room stand empty for as long as it takes to be unloaded. */
const standEmpty = () => clock.pass(70_000)

it('keeps a room for whoever comes while it is being unloaded', async () => {
  const room = await rooms.enter('b')
  const loads = vi.spyOn(storage, 'loadBoard')
  standEmpty()
  expect(await rooms.enter('b')).toBe(room)
  await vi.waitUntil(() => loads.mock.settledResults.length > 0) // unloading looks at the log last
  await new Promise(resolve => setImmediate(resolve))
  const { peer, codes } = newPeer()
  room.join(peer, clock.now())
  expect(codes).toEqual([])
  expect(await rooms.enter('b')).toBe(room)
})

it('sends away whoever joins a room that was unloaded meanwhile, and loads it anew', async () => {
  const room = await rooms.enter('b')
  standEmpty()
  await vi.waitUntil(() => room.isAbandoned)
  const { peer, codes } = newPeer()
  room.join(peer, clock.now())
  expect(codes).toEqual([CLOSE.tryAgain])
  expect(await rooms.enter('b')).not.toBe(room)
})

it('keeps no room of a board that was deleted while it was loaded (D26)', async () => {
  const real = storage.loadBoard.bind(storage)
  const links = await storage.findLinks('b')
  vi.spyOn(storage, 'loadBoard').mockImplementationOnce(async boardId => {
    const board = await real(boardId)
    if (links !== null) await storage.deleteBoard(boardId, links)
    rooms.remove(boardId)
    return board
  })
  expect((await rooms.enter('b')).isAbandoned).toBe(true)
  await expect(rooms.enter('b')).rejects.toThrow('no log')
})

describe('when as many boards are in memory as may be', () => {
  const limits = readLimits({ NODE_ENV: 'test', LIMIT_ROOMS: '2' })

  beforeEach(async () => {
    for (const id of ['c', 'd', 'e']) await createBoard(id)
    await rooms.close()
    rooms = new Rooms(
      storage,
      limits,
      createLog(() => {}),
      clock,
    )
  })

  async function visit(boardId: string): Promise<() => void> {
    const room = await rooms.enter(boardId)
    const { peer } = newPeer()
    room.join(peer, clock.now())
    return () => room.leave(peer)
  }

  it('those that nobody is on make space for the next ones, the longest empty first', async () => {
    const [leaveB, leaveC] = [await visit('b'), await visit('c')]
    const [b, c] = [await rooms.enter('b'), await rooms.enter('c')]
    leaveB()
    clock.pass(5_000)
    leaveC()
    clock.pass(5_000)
    await visit('d')
    expect([b.isAbandoned, c.isAbandoned]).toEqual([true, false])
    await visit('e')
    expect(c.isAbandoned).toBe(true)
  })

  it('those that come at the same moment make space for each of them', async () => {
    for (const leave of [await visit('b'), await visit('c')]) leave()
    clock.pass(5_000)
    await Promise.all([visit('d'), visit('e')])
    await expect(visit('b')).rejects.toThrow('Too many boards')
  })

  it('those that somebody is on stay, and the next ones are to come again', async () => {
    const [b] = [await rooms.enter('b'), await visit('b'), await visit('c')]
    clock.pass(70_000)
    await expect(visit('d')).rejects.toThrow('Too many boards')
    expect(b.isAbandoned).toBe(false)
  })
})

it.each(['collect', 'publish'] as const)(
  'ends one room alone when it fails to %s, and saves the others',
  async task => {
    await createBoard('c')
    const [broken, sound] = [await rooms.enter('b'), await rooms.enter('c')]
    const [victim, bystander] = [newPeer(), newPeer()]
    broken.join(victim.peer, clock.now())
    sound.join(bystander.peer, clock.now())
    vi.spyOn(broken, task).mockImplementation(() => {
      throw new RangeError('Maximum call stack size exceeded')
    })
    const saved = async () => (await storage.loadBoard('c')).updates.length - 1
    for (const n of [1, 2]) {
      for (const [room, { peer }] of [
        [broken, victim],
        [sound, bystander],
      ] as const)
        room.receive(peer, encodeUpdate(valueUpdate(70 + n, '1')), clock.now())
      clock.pass(16)
      while ((await saved()) < n) await new Promise(resolve => setImmediate(resolve))
    }
    expect(victim.codes).toEqual([CLOSE.tryAgain])
    expect(bystander.codes).toEqual([])
    expect(lines.join()).toContain('a room failed')
    expect(await rooms.enter('b')).not.toBe(broken)
  },
)

it('sends a crowd away in waves when it closes, and everybody within two seconds (D19)', async () => {
  const room = await rooms.enter('b')
  const crowd = Array.from({ length: 100 }, newPeer)
  for (const { peer } of crowd) room.join(peer, clock.now())
  const gone = () => crowd.filter(({ codes }) => codes.length > 0).length
  let isClosed = false
  const closing = rooms.close().then(() => {
    isClosed = true
  })
  const begin = clock.now()
  const waves: number[] = []
  while (!isClosed) {
    await new Promise(resolve => setImmediate(resolve))
    if (waves.at(-1) !== gone()) waves.push(gone())
    clock.pass(clock.next === null ? 0 : clock.next - clock.now())
  }
  await closing
  expect(waves.filter(count => count > 0)).toEqual(Array.from({ length: 20 }, (_, i) => 5 * (i + 1)))
  expect(clock.now() - begin).toBeLessThanOrEqual(2_000)
  expect(crowd.map(({ codes }) => codes)).toEqual(crowd.map(() => [CLOSE.restart]))
})
