import * as encoding from 'lib0/encoding'
import { beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CLOSE, encodeAwareness, encodeUpdate, type Message, readMessage } from '@/lib/protocol'
import { readLimits } from '../config'
import { valueUpdate } from '../testing/value-update'
import { VirtualClock } from '../testing/virtual-clock'
import { Connection } from './connection'
import { Room } from './room'
import type { Wire } from './wire'

/** A wire in memory that sends as much as the test lets it. */
class TestWire implements Wire {
  isOpen = true
  waiting = 0
  readonly heard: Message[] = []
  closed: number | null = null
  pings = 0

  send(frames: readonly Uint8Array[]): void {
    if (this.isOpen) this.heard.push(...frames.map(readMessage))
  }

  ping(): void {
    this.pings++
  }

  close(code: number): void {
    this.closed ??= code
    this.isOpen = false
  }

  terminate(): void {
    this.isOpen = false
  }

  count(kind: Message['kind']): number {
    return this.heard.filter(message => message.kind === kind).length
  }
}

const limits = readLimits({ NODE_ENV: 'test' })
let clock: VirtualClock
let room: Room

beforeEach(() => {
  clock = new VirtualClock()
  room = new Room('board', { doc: new Y.Doc(), authors: new Map(), last: 0 }, limits, () => {})
})

function enter(participant: string): { wire: TestWire; connection: Connection } {
  const wire = new TestWire()
  const connection = new Connection(wire, { role: 'editor', participant, named: true }, room, limits, clock)
  connection.enter()
  tick()
  return { wire, connection }
}

/** A tick, a second after the last one. */
function tick(): void {
  clock.pass(1_000)
  room.publish(room.collectClaims(clock.now()))
  room.publish(room.collect(clock.now()))
}

function presence(client: number, clockOfState: number): Uint8Array {
  return encodeAwareness(
    encoding.encode(encoder => {
      for (const number of [1, client, clockOfState]) encoding.writeVarUint(encoder, number)
      encoding.writeVarString(encoder, '{"user":{"name":"Ada"}}')
    }),
  )
}

let changes = 0
/** An edit by somebody and a moved cursor, told to everybody. */
function somethingHappens({ connection }: { connection: Connection }): void {
  connection.receive(encodeUpdate(valueUpdate(1_000 + ++changes, '1')))
  connection.receive(presence(7, ++changes))
  tick()
}

it('to a slow reader leaves presence out, and brings all edits', () => {
  const [author, slow, other] = [enter('author'), enter('slow'), enter('other')]
  slow.wire.waiting = 300_000
  somethingHappens(author)
  somethingHappens(author)
  expect([slow.wire.count('update'), slow.wire.count('awareness')]).toEqual([2, 0])
  expect([other.wire.count('update'), other.wire.count('awareness')]).toEqual([2, 2])
  slow.wire.waiting = 0
  somethingHappens(author)
  expect(slow.wire.count('awareness')).toBe(1)
})

it('to a reader who does not keep up at all ends with "try again", and the others get everything (C9)', () => {
  const [author, stuck, other] = [enter('author'), enter('stuck'), enter('other')]
  stuck.wire.waiting = limits.sendBufferBytes + 1_000
  somethingHappens(author)
  expect([stuck.wire.closed, stuck.wire.isOpen]).toEqual([CLOSE.tryAgain, false])
  stuck.connection.leave()
  somethingHappens(author)
  expect(room.size).toBe(2)
  expect([other.wire.closed, other.wire.count('update'), other.wire.count('awareness')]).toEqual([null, 2, 2])
  expect(author.wire.heard.findLast(({ kind }) => kind === 'saved')).toEqual({ kind: 'saved', count: 2 })
})

it('that says nothing any more ends within 15 s, and its person with it (C8, W7)', () => {
  const [silent, witness] = [enter('silent'), enter('witness')]
  silent.connection.receive(presence(7, 1))
  tick()
  for (let second = 0; second < 15 && silent.wire.isOpen; second++) {
    clock.pass(1_000)
    witness.connection.hear()
  }
  expect([silent.wire.isOpen, witness.wire.isOpen]).toEqual([false, true])
  silent.connection.leave() // what the closed socket does
  witness.wire.heard.length = 0
  tick()
  const last = witness.wire.heard.find(({ kind }) => kind === 'awareness')
  expect(last?.kind === 'awareness' && Buffer.from(last.entries).toString()).toContain('null')
})

it('that answers pings goes on', () => {
  const { wire, connection } = enter('alive')
  for (let i = 0; i < 60; i++) {
    clock.pass(1_000)
    connection.hear()
  }
  expect(wire.isOpen).toBe(true)
  expect(wire.pings).toBeGreaterThan(5)
})

it('leaves nothing behind to run when its wire is closed', () => {
  const { connection } = enter('somebody')
  connection.leave()
  expect(clock.next).toBeNull()
})
