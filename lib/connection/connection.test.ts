import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  encodeAwareness,
  encodeDenied,
  encodeNotice,
  encodeSaved,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from '@/lib/protocol'
import type { Connection } from './connection'
import { TestPage } from './page.testing'
import { isSaved } from './status'

let page: TestPage

beforeEach(() => {
  page = new TestPage()
})

describe('the status', () => {
  it('is connecting until the board has arrived, then online', () => {
    expect(page.connection.status()).toEqual({
      phase: 'connecting',
      everSynced: false,
      unsaved: 0,
      role: null,
      participant: null,
      generation: null,
      refusal: null,
      denial: null,
      storage: 'ok',
    })
    page.socket.open()
    expect(page.phase).toBe('connecting')
    page.socket.serve(page.board)
    expect(page.phase).toBe('online')
    expect(page.connection.status().everSynced).toBe(true)
    expect(page.doc.getMap('model').get('y')).toBe(1)
  })

  it('tells who we are here, once the server has told it', () => {
    page.socket.open()
    page.socket.say(encodeNotice({ kind: 'welcome', role: 'annotator', participant: 'me', generation: 'g' }))
    expect(page.connection.status()).toMatchObject({ role: 'annotator', participant: 'me' })
  })

  it('tells that the server cannot commit, until it can again (D4, D5)', () => {
    page.socket.serve(page.board)
    page.edit(1)
    page.socket.say(encodeNotice({ kind: 'storage', state: 'full' }))
    expect(page.connection.status()).toMatchObject({ phase: 'online', unsaved: 1, storage: 'full' })
    page.socket.say(encodeNotice({ kind: 'storage', state: 'unavailable' }))
    expect(page.connection.status().storage).toBe('unavailable')
    page.socket.say(encodeNotice({ kind: 'storage', state: 'ok' }))
    page.socket.say(encodeSaved(2))
    expect(page.connection.status()).toMatchObject({ storage: 'ok', unsaved: 0 })
  })

  it('keeps nothing of the storage’s trouble from one connection to the next', () => {
    page.socket.serve(page.board)
    page.socket.say(encodeNotice({ kind: 'storage', state: 'full' }))
    page.drop()
    expect(page.connection.status().storage).toBe('ok')
  })

  it('is the same object until something changes, and listeners hear of every change', () => {
    let changes = 0
    const stop = page.connection.subscribe(() => changes++)
    const before = page.connection.status()
    page.socket.open()
    expect(page.connection.status()).toBe(before)
    page.socket.serve(page.board)
    expect(page.connection.status()).not.toBe(before)
    const heard = changes
    expect(heard).toBeGreaterThan(0)
    stop()
    page.drop()
    expect(changes).toBe(heard)
  })
})

describe('a denied change', () => {
  it('is told in the server’s words, and nothing is called saved from then on', () => {
    page.socket.serve(page.board)
    page.edit(1)
    page.socket.say(encodeDenied('This link lets you look, not change.'))
    page.socket.say(encodeSaved(5))
    expect(page.connection.status()).toMatchObject({
      phase: 'online',
      unsaved: 0,
      denial: 'This link lets you look, not change.',
    })
    expect(isSaved(page.connection.status())).toBe(false)
  })
})

describe('a lost connection', () => {
  it('is tried again after waits that double, up to 5 s, and start over after 5 s online', () => {
    page.chance = 0.999
    const waits: number[] = []
    for (let i = 0; i < 7; i++) {
      page.drop()
      const count = page.sockets.length
      const from = page.clock.now()
      while (page.sockets.length === count) page.clock.pass(1)
      waits.push(Math.round((page.clock.now() - from) / 100) * 100)
    }
    expect(waits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000])
    page.socket.serve(page.board)
    page.clock.pass(5_000)
    page.drop()
    page.clock.pass(200)
    expect(page.sockets).toHaveLength(9)
  })

  it('is tried again anywhere within the wait, so that a class does not come back at once (D19)', () => {
    page.chance = 0
    page.drop()
    page.clock.pass(0)
    expect(page.sockets).toHaveLength(2)
  })

  it('is noticed after 30 s of silence, and not while the server says something', () => {
    page.socket.serve(page.board)
    page.clock.pass(29_000)
    page.socket.say(encodeAwareness(Uint8Array.of(0)))
    page.clock.pass(29_000)
    expect(page.phase).toBe('online')
    page.clock.pass(1_000)
    expect(page.phase).toBe('offline')
    expect(page.sockets[0].isClosed).toBe(true)
  })

  it('waits for the browser while that says it is offline, and comes back at once after', () => {
    page.socket.serve(page.board)
    page.connection.goOffline()
    expect(page.phase).toBe('offline')
    page.clock.pass(60_000)
    expect(page.sockets).toHaveLength(1)
    page.connection.goOnline()
    expect(page.sockets).toHaveLength(2)
  })
})

describe('a server that sends garbage', () => {
  it.each([
    ['an update that Yjs cannot apply', encodeUpdate(Uint8Array.of(20, 255, 255, 255, 3, 7))],
    ['a state that ends early', encodeStep2(Uint8Array.of(1))],
    ['a state vector that is none', encodeStep1(Uint8Array.of(9))],
    ['presence that is no JSON', encodeAwareness(Uint8Array.of(1, 7, 1, 1, 123))],
    ['a message that ends early', Uint8Array.of(0, 2, 5, 1)],
  ])('is left and tried again: %s', (_what, frame) => {
    page.socket.serve(page.board)
    page.socket.say(frame)
    expect(page.phase).toBe('offline')
    expect(page.sockets[0].isClosed).toBe(true)
    page.edit(5)
    page.clock.pass(5_000)
    expect(page.sockets).toHaveLength(2)
    page.socket.serve(page.board)
    expect(page.connection.status()).toMatchObject({ phase: 'online', unsaved: 1 })
  })

  it('of a type that this version does not know is not left', () => {
    page.socket.serve(page.board)
    page.socket.say(Uint8Array.of(111, 1, 2))
    expect(page.phase).toBe('online')
  })
})

describe('a refusal', () => {
  it('ends the attempts and keeps the server’s words', () => {
    page.socket.serve(page.board)
    page.drop(4403, 'This link was replaced.')
    expect(page.connection.status()).toMatchObject({
      phase: 'refused',
      refusal: { code: 4403, message: 'This link was replaced.' },
    })
    page.connection.goOnline()
    page.clock.pass(60_000)
    expect(page.sockets).toHaveLength(1)
  })

  it('is forgotten when the page connects anew, and everything goes with that', () => {
    page.socket.serve(page.board)
    page.edit(1)
    page.drop(4429, 'Too much came from this connection in a short time.')
    page.edit(2)
    page.connection.reconnect()
    expect(page.sockets).toHaveLength(2)
    page.socket.serve(page.board)
    expect(page.connection.status()).toMatchObject({ phase: 'online', refusal: null, unsaved: 2 })
    Y.applyUpdate(page.board, page.socket.updates()[0])
    expect(page.board.getMap('model').get('x')).toBe(2)
    page.socket.say(encodeSaved(1))
    expect(isSaved(page.connection.status())).toBe(true)
  })

  it.each([1012, 4500, 1000])('is not a close with %s: that is tried again', code => {
    page.drop(code)
    page.clock.pass(5_000)
    expect(page.sockets).toHaveLength(2)
  })
})

describe('a connection that was closed', () => {
  it.each<[string, (connection: Connection) => void]>([
    ['the browser finds a network', connection => connection.goOnline()],
    ['the page is told to connect anew', connection => connection.reconnect()],
    [
      'the browser loses its network and finds one',
      connection => {
        connection.goOffline()
        connection.goOnline()
      },
    ],
  ])('stays closed when %s', (_what, happen) => {
    page.socket.serve(page.board)
    page.connection.close()
    happen(page.connection)
    page.clock.pass(60_000)
    expect(page.sockets).toHaveLength(1)
  })

  it('after a refusal stays closed, too', () => {
    page.drop(4429, 'Too fast.')
    page.connection.close()
    page.connection.reconnect()
    page.clock.pass(60_000)
    expect(page.sockets).toHaveLength(1)
  })
})

it('closes for good, with the changes that waited for their frame, saying goodbye', () => {
  page.socket.serve(page.board)
  page.edit(7)
  page.edit(8)
  page.connection.close()
  page.edit(9)
  page.clock.pass(60_000)
  expect(page.socket.isClosed).toBe(true)
  expect(page.socket.sent.at(-1)?.kind).toBe('awareness')
  for (const update of page.socket.updates()) Y.applyUpdate(page.board, update)
  expect(page.board.getMap('model').get('x')).toBe(8)
  expect(page.sockets).toHaveLength(1)
})
