import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { seedUpdate } from '@/lib/board'
import { CLOSE, encodeStep1, encodeUpdate, type Limits, type Message, readMessage } from '@/lib/protocol'
import { readLimits } from '../config'
import { linksToStore, newOwnerSecret } from '../links'
import { createLog } from '../log'
import type { Schema } from '../storage/schema'
import { SqlStorage } from '../storage/sql-storage'
import { type LoggedUpdate, StorageTrouble } from '../storage/storage'
import { valueUpdate } from '../testing/value-update'
import { VirtualClock } from '../testing/virtual-clock'
import type { News, Peer } from './peer'
import type { Room } from './room'
import { Rooms } from './rooms'

let storage: SqlStorage
let rooms: Rooms
let clock: VirtualClock
let lines: string[]
/** What the storage does with an append, besides doing it. */
let fault: (updates: readonly LoggedUpdate[]) => Promise<void>

beforeEach(async () => {
  const database = new Database(':memory:')
  storage = await SqlStorage.open(new Kysely<Schema>({ dialect: new SqliteDialect({ database }) }), () => {})
  fault = async () => {}
  const append = storage.appendUpdates.bind(storage)
  vi.spyOn(storage, 'appendUpdates').mockImplementation(async (updates, claims) => {
    await fault(updates)
    await append(updates, claims)
  })
  for (const id of ['b', 'c']) await createBoard(id)
  openRooms()
})

afterEach(async () => {
  fault = async () => {}
  await rooms.close()
  await storage.close()
})

function openRooms(limits: Partial<Limits> = {}): void {
  lines = []
  clock = new VirtualClock()
  const log = createLog(line => lines.push(line))
  rooms = new Rooms(storage, { ...readLimits({ NODE_ENV: 'test' }), ...limits }, log, clock)
}

async function createBoard(id: string): Promise<void> {
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  const first = { boardId: id, n: 1, participant: 'server', at: 0, bytes: seedUpdate() }
  await storage.createBoard(id, linksToStore(newOwnerSecret(), rotations), first)
}

/** Somebody with a token who sits in a room and keeps what it hears. */
class Person implements Peer {
  readonly role = 'editor'
  readonly participant = 'p'
  readonly named = true
  readonly heard: Message[] = []
  closed: number | null = null

  constructor(readonly room: Room) {
    room.join(this, clock.now())
    this.say(encodeStep1(Y.encodeStateVector(new Y.Doc())))
  }

  send(frames: readonly Uint8Array[]): void {
    this.heard.push(...frames.map(readMessage))
  }

  tell({ frames }: News, own: readonly Uint8Array[]): void {
    this.send([...own, ...frames])
  }

  close(code: number): void {
    this.closed ??= code
  }

  say(frame: Uint8Array): void {
    this.room.receive(this, frame, clock.now())
  }

  /** Everything heard since the last call, by kind; storage notices by their state. */
  news(): string[] {
    return this.heard.splice(0).flatMap(message => {
      if (message.kind !== 'notice') return [message.kind]
      return message.notice?.kind === 'storage' ? [`storage ${message.notice.state}`] : []
    })
  }
}

/** Lets time pass in small steps, with everything that follows from it. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    clock.pass(Math.min(left, 100))
    await new Promise(resolve => setImmediate(resolve))
  }
}

async function enter(boardId: string): Promise<Person> {
  const person = new Person(await rooms.enter(boardId))
  await pass(100)
  person.news()
  return person
}

let lastClient = 100
const change = () => encodeUpdate(valueUpdate(++lastClient, '1'))
const rowsOf = async (boardId: string) => (await storage.loadBoard(boardId)).updates.length - 1

/** An awareness message of one client with this cursor. */
function cursor(client: number, x: number): Uint8Array {
  const state = new TextEncoder().encode(`{"cursor":{"x":${x},"y":0}}`)
  return Uint8Array.of(1, state.length + 4, 1, client, x, state.length, ...state)
}

const full = async () => {
  throw new StorageTrouble('full', 'database or disk is full')
}

describe('while the storage is in trouble (D4, D5)', () => {
  it('a change is neither shown nor acknowledged, and is both when it can be saved', async () => {
    const [author, reader] = [await enter('b'), await enter('b')]
    fault = full
    author.say(change())
    await pass(100)
    author.say(change())
    await pass(2_000)
    expect(author.news()).toEqual(['storage full'])
    expect(reader.news()).toEqual(['storage full'])
    fault = async () => {}
    await pass(3_000)
    expect(await rowsOf('b')).toBe(2)
    expect(author.news()).toEqual(['saved', 'update', 'saved', 'update', 'storage ok'])
    expect(reader.news()).toEqual(['update', 'update', 'storage ok'])
    expect(lines.map(line => JSON.parse(line).event)).toEqual([
      'the storage is in trouble',
      'the storage is well again',
    ])
  })

  it('it is tried again after a second, and then every three', async () => {
    const author = await enter('b')
    const tries: number[] = []
    fault = async () => {
      tries.push(clock.now())
      await full()
    }
    author.say(change())
    await pass(8_000)
    const [first = 0] = tries
    expect(tries.map(time => time - first)).toEqual([0, 1_000, 4_000, 7_000])
  })

  it('another reason is told too', async () => {
    const author = await enter('b')
    fault = full
    author.say(change())
    await pass(100)
    fault = async () => {
      throw new StorageTrouble('unavailable', 'database is locked')
    }
    await pass(4_000)
    expect(author.news()).toEqual(['storage full', 'storage unavailable'])
  })

  it('people see each other move, and boards without changes open', async () => {
    const [author, reader] = [await enter('b'), await enter('b')]
    author.say(cursor(9, 0))
    await pass(100)
    fault = full
    author.say(change())
    await pass(100)
    reader.news()
    author.say(cursor(9, 1))
    await pass(100)
    expect(reader.news()).toEqual(['awareness'])
    const other = new Person(await rooms.enter('c'))
    await pass(100)
    expect(other.news()).toContain('step2')
  })

  it('who comes is not shown before the log says whose the client id is, and keeps nothing else waiting (A8)', async () => {
    const reader = await enter('b')
    fault = full
    const late = await enter('b')
    late.say(cursor(9, 1))
    await pass(5_000)
    expect(reader.news()).toEqual(['storage full'])
    const other = new Person(await rooms.enter('b'))
    await pass(100)
    expect(other.news()).toContain('step2')
    fault = async () => {}
    await pass(3_000)
    expect(reader.news()).toContain('awareness')
    expect(other.news()).toContain('awareness')
    expect((await storage.loadBoard('b')).claims).toEqual(new Map([[9, 'p']]))
  })

  it('nobody is given a board with changes that are not saved', async () => {
    const author = await enter('b')
    fault = full
    author.say(change())
    await pass(100)
    const late = new Person(await rooms.enter('b'))
    await pass(5_000)
    expect(late.news()).not.toContain('step2')
    fault = async () => {}
    await pass(3_000)
    expect(late.news()).toContain('step2')
  })

  it('what waits is bounded, and refused in words beyond that', async () => {
    await rooms.close()
    openRooms({ boardBytes: 2_000 })
    const author = await enter('b')
    fault = full
    const doc = new Y.Doc()
    doc.on('update', update => author.say(encodeUpdate(update)))
    for (let i = 0; i < 200 && author.closed === null; i++) doc.getMap('model').set('x', i)
    expect(author.closed).toBe(CLOSE.tryAgain)
  })

  it('a board with changes that wait stays, however long nobody is on it', async () => {
    const author = await enter('b')
    fault = full
    author.say(change())
    await pass(100)
    author.room.leave(author)
    await pass(80_000)
    expect(author.room.isAbandoned).toBe(false)
    fault = async () => {}
    await pass(3_000)
    expect(await rowsOf('b')).toBe(1)
  })
})

it('a commit that takes long keeps nobody from moving, nor other boards from opening (D5)', async () => {
  const [author, reader] = [await enter('b'), await enter('b')]
  author.say(cursor(9, 0))
  await pass(200)
  reader.news()
  let goOn = () => {}
  fault = () =>
    new Promise(resolve => {
      goOn = resolve
    })
  author.say(change())
  await pass(100)
  author.say(cursor(9, 1))
  const other = new Person(await rooms.enter('c'))
  await pass(100)
  expect(reader.news()).toEqual(['awareness'])
  expect(other.news()).toContain('step2')
  goOn()
  await pass(100)
  expect(reader.news()).toEqual(['update'])
  expect(author.news()).toContain('saved')
})

it('a change that can never be saved ends its own board alone', async () => {
  const [bad, good] = [await enter('b'), await enter('c')]
  fault = async updates => {
    if (updates.some(({ boardId }) => boardId === 'b')) throw new Error('CHECK constraint failed')
  }
  bad.say(change())
  good.say(change())
  await pass(100)
  expect(bad.closed).toBe(CLOSE.tryAgain)
  expect(bad.news()).not.toContain('saved')
  expect(good.news()).toEqual(['saved', 'update'])
  expect(await rowsOf('c')).toBe(1)
  expect(await rooms.enter('b')).not.toBe(bad.room)
})
