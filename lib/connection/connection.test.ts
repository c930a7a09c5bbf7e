import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  encodeAwareness,
  encodeDenied,
  encodeNotice,
  encodeSaved,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Message,
  readMessage,
} from '@/lib/protocol'
import { type Connection, connect } from './connection'
import type { Clock, Socket } from './socket'
import { isSaved } from './status'

/** The other end of a socket, played by the test. */
class FakeSocket implements Socket {
  binaryType = ''
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  onerror: Socket['onerror'] = null
  readonly sent: Message[] = []
  isClosed = false

  send(frame: Uint8Array): void {
    this.sent.push(readMessage(frame.slice()))
  }

  close(): void {
    this.isClosed = true
  }

  open(): void {
    this.onopen?.(undefined as never) // nobody looks at the event
  }

  say(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer })
  }

  /** Opens and tells whose storage this is, as a server does before anything else. */
  welcome(generation = 'g'): void {
    this.open()
    this.say(encodeNotice({ kind: 'welcome', role: 'editor', participant: 'me', generation }))
  }

  /** Opens and answers as a server with this document does. */
  serve(doc: Y.Doc, generation?: string): void {
    this.welcome(generation)
    this.say(encodeStep1(Y.encodeStateVector(doc)))
    this.say(encodeStep2(Y.encodeStateAsUpdate(doc)))
  }

  updates(): Uint8Array[] {
    return this.sent.flatMap(message =>
      message.kind === 'step2' || message.kind === 'update' ? [message.update] : [],
    )
  }
}

/** Time that passes only when the test says so. */
class FakeClock implements Clock {
  private time = 0
  private tasks: { at: number; task: () => void }[] = []

  now(): number {
    return this.time
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.time + ms, task }
    this.tasks.push(entry)
    return () => {
      this.tasks = this.tasks.filter(other => other !== entry)
    }
  }

  pass(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const next = this.tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.tasks = this.tasks.filter(other => other !== next)
      this.time = next.at
      next.task()
    }
    this.time = end
  }
}

let doc: Y.Doc
let board: Y.Doc
let awareness: Awareness
let clock: FakeClock
let sockets: FakeSocket[]
let connection: Connection
let chance: number

beforeEach(() => {
  doc = new Y.Doc()
  board = new Y.Doc()
  board.getMap('model').set('y', 1)
  awareness = new Awareness(doc)
  awareness.setLocalState({ name: 'me' })
  clock = new FakeClock()
  sockets = []
  chance = 0.5
  connection = connectTo(null)
})

function connectTo(generation: string | null, protocols = ['chainboard', 'secret', 'token']): Connection {
  return connect({
    doc,
    awareness,
    url: 'ws://host/sync/board',
    protocols,
    generation,
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    clock,
    random: () => chance,
  })
}

const newest = (): FakeSocket => sockets[sockets.length - 1]
const phase = () => connection.status().phase
const edit = (value: number) => doc.getMap('model').set('x', value)
const drop = (code = 1006, reason = '') => newest().onclose?.({ code, reason })

describe('the status', () => {
  it('is connecting until the board has arrived, then online', () => {
    expect(connection.status()).toEqual({
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
    newest().open()
    expect(phase()).toBe('connecting')
    newest().serve(board)
    expect(phase()).toBe('online')
    expect(connection.status().everSynced).toBe(true)
    expect(doc.getMap('model').get('y')).toBe(1)
  })

  it('tells who we are here, once the server has told it', () => {
    newest().open()
    newest().say(encodeNotice({ kind: 'welcome', role: 'annotator', participant: 'me', generation: 'g' }))
    expect(connection.status()).toMatchObject({ role: 'annotator', participant: 'me' })
  })

  it('tells that the server cannot commit, until it can again (D4, D5)', () => {
    newest().serve(board)
    edit(1)
    newest().say(encodeNotice({ kind: 'storage', state: 'full' }))
    expect(connection.status()).toMatchObject({ phase: 'online', unsaved: 1, storage: 'full' })
    newest().say(encodeNotice({ kind: 'storage', state: 'unavailable' }))
    expect(connection.status().storage).toBe('unavailable')
    newest().say(encodeNotice({ kind: 'storage', state: 'ok' }))
    newest().say(encodeSaved(2))
    expect(connection.status()).toMatchObject({ storage: 'ok', unsaved: 0 })
  })

  it('keeps nothing of the storage’s trouble from one connection to the next', () => {
    newest().serve(board)
    newest().say(encodeNotice({ kind: 'storage', state: 'full' }))
    drop()
    expect(connection.status().storage).toBe('ok')
  })

  it('is the same object until something changes, and listeners hear of every change', () => {
    let changes = 0
    const stop = connection.subscribe(() => changes++)
    const before = connection.status()
    newest().open()
    expect(connection.status()).toBe(before)
    newest().serve(board)
    expect(connection.status()).not.toBe(before)
    const heard = changes
    expect(heard).toBeGreaterThan(0)
    stop()
    drop()
    expect(changes).toBe(heard)
  })
})

describe('saved', () => {
  it('is never said before the server committed the answer to its step 1', () => {
    edit(1)
    newest().serve(board)
    expect(connection.status()).toMatchObject({ phase: 'online', unsaved: 1 })
    expect(isSaved(connection.status())).toBe(false)
    newest().say(encodeSaved(1))
    expect(isSaved(connection.status())).toBe(true)
  })

  it('counts each change until its own acknowledgement', () => {
    newest().serve(new Y.Doc())
    newest().say(encodeSaved(1))
    for (const value of [1, 2, 3]) edit(value)
    expect(connection.status().unsaved).toBe(3)
    newest().say(encodeSaved(2))
    expect(connection.status().unsaved).toBe(2)
    clock.pass(16)
    edit(4)
    newest().say(encodeSaved(3))
    expect(connection.status().unsaved).toBe(1)
    clock.pass(16)
    newest().say(encodeSaved(4))
    expect(connection.status().unsaved).toBe(0)
  })

  it('is taken back by a lost connection, until the answer of the next one is committed', () => {
    newest().serve(board)
    newest().say(encodeSaved(1))
    edit(1)
    drop()
    edit(2)
    expect(connection.status()).toMatchObject({ phase: 'offline', unsaved: 2 })
    clock.pass(5_000)
    newest().serve(board)
    expect(connection.status()).toMatchObject({ phase: 'online', unsaved: 2 })
    newest().say(encodeSaved(1))
    expect(connection.status().unsaved).toBe(0)
  })

  it('is said at once when there is nothing that could be unsaved', () => {
    newest().serve(new Y.Doc())
    expect(isSaved(connection.status())).toBe(true)
  })
})

describe('changes', () => {
  it('made before the connection can take them go with the answer to step 1, and with nothing else', () => {
    edit(1)
    newest().welcome()
    edit(2)
    expect(newest().updates()).toEqual([])
    newest().say(encodeStep1(Y.encodeStateVector(board)))
    expect(newest().updates()).toHaveLength(1)
    Y.applyUpdate(board, newest().updates()[0])
    expect(board.getMap('model').get('x')).toBe(2)
  })

  it('go out at once after a quiet moment, and at most once a frame while they keep coming', () => {
    newest().serve(board)
    const before = newest().updates().length
    edit(0)
    expect(newest().updates()).toHaveLength(before + 1)
    for (let i = 1; i <= 240; i++) {
      clock.pass(1_000 / 240)
      edit(i)
    }
    expect(newest().updates().length - before).toBeLessThan(65)
    clock.pass(16)
    for (const update of newest().updates()) Y.applyUpdate(board, update)
    expect(board.getMap('model').get('x')).toBe(240)
    expect(newest().sent.filter(({ kind }) => kind === 'update').length).toBeGreaterThan(55)
  })

  it('that wait for their frame go with the answer when the server asks again, and only with it', () => {
    newest().serve(board)
    edit(1)
    edit(2)
    newest().say(encodeStep1(Y.encodeStateVector(board)))
    const count = newest().updates().length
    Y.applyUpdate(board, newest().updates()[count - 1])
    expect(board.getMap('model').get('x')).toBe(2)
    clock.pass(16)
    expect(newest().updates()).toHaveLength(count)
    newest().say(encodeSaved(count))
    expect(connection.status().unsaved).toBe(0)
  })

  it('that wait for their frame when the connection is lost go with the next one', () => {
    newest().serve(board)
    edit(1)
    edit(2)
    drop()
    expect(connection.status().unsaved).toBe(2)
    clock.pass(5_000)
    newest().serve(board)
    expect(newest().updates()).toHaveLength(1)
    Y.applyUpdate(board, newest().updates()[0])
    expect(board.getMap('model').get('x')).toBe(2)
  })

  it('that wait for their frame go out at once when the page is put away (D15)', () => {
    newest().serve(board)
    edit(1)
    edit(2)
    const before = newest().updates().length
    connection.flush()
    expect(newest().updates()).toHaveLength(before + 1)
    for (const update of newest().updates()) Y.applyUpdate(board, update)
    expect(board.getMap('model').get('x')).toBe(2)
  })

  it('after that do not bring back what came in', () => {
    newest().serve(board)
    board.getMap('model').set('y', 2)
    newest().say(encodeUpdate(Y.encodeStateAsUpdate(board)))
    expect(newest().updates()).toHaveLength(1)
    edit(3)
    expect(newest().updates()).toHaveLength(2)
  })
})

describe('the generation of the storage (D17)', () => {
  const anew = (generation: string | null) => {
    connection.close()
    connection = connectTo(generation)
  }
  const contents = () => newest().updates().length

  it('is known before any content goes out: the answer to step 1 waits for the welcome', () => {
    edit(1)
    newest().open()
    newest().say(encodeStep1(Y.encodeStateVector(board)))
    expect(contents()).toBe(0)
    newest().say(encodeNotice({ kind: 'welcome', role: 'editor', participant: 'me', generation: 'g' }))
    expect(contents()).toBe(1)
    expect(connection.status().generation).toBeNull()
    newest().say(encodeStep2(Y.encodeStateAsUpdate(board)))
    expect(connection.status().generation).toBe('g')
  })

  it('is known before any content comes in: a server that sends some first is left', () => {
    newest().open()
    newest().say(encodeStep2(Y.encodeStateAsUpdate(board)))
    expect(phase()).toBe('offline')
    expect(doc.getMap('model').size).toBe(0)
  })

  it('that this browser’s copy is in step with is taken up as any other', () => {
    anew('g')
    edit(1)
    newest().serve(board, 'g')
    expect(phase()).toBe('online')
    expect(contents()).toBe(1)
  })

  it('that is another one stops everything before a byte of content was exchanged', () => {
    anew('yesterday')
    edit(1)
    newest().serve(board, 'today')
    expect(connection.status()).toMatchObject({ phase: 'replaced', generation: 'yesterday', unsaved: 1 })
    expect(contents()).toBe(0)
    expect(doc.getMap('model').get('y')).toBeUndefined()
    expect(newest().isClosed).toBe(true)
    const attempts = sockets.length
    connection.goOffline()
    connection.goOnline()
    clock.pass(60_000)
    expect(sockets).toHaveLength(attempts)
    expect(phase()).toBe('replaced')
  })

  it('that changes while the page is open stops everything on the next connection', () => {
    newest().serve(board, 'g')
    newest().say(encodeSaved(1))
    drop(1012)
    edit(1)
    clock.pass(5_000)
    newest().serve(new Y.Doc(), 'restored')
    expect(connection.status()).toMatchObject({ phase: 'replaced', unsaved: 1 })
    expect(contents()).toBe(0)
  })

  it('does not matter to a page that never got content', () => {
    newest().welcome('g')
    drop()
    clock.pass(5_000)
    newest().serve(board, 'restored')
    expect(connection.status()).toMatchObject({ phase: 'online', generation: 'restored' })
  })

  it('is not waited for without a token, as the server does not tell it then', () => {
    connection.close()
    connection = connectTo(null, ['chainboard', 'secret'])
    edit(1)
    newest().open()
    newest().say(encodeStep1(Y.encodeStateVector(board)))
    expect(contents()).toBe(1)
  })
})

describe('a denied change', () => {
  it('is told in the server’s words, and nothing is called saved from then on', () => {
    newest().serve(board)
    edit(1)
    newest().say(encodeDenied('This link lets you look, not change.'))
    newest().say(encodeSaved(5))
    expect(connection.status()).toMatchObject({
      phase: 'online',
      unsaved: 0,
      denial: 'This link lets you look, not change.',
    })
    expect(isSaved(connection.status())).toBe(false)
  })
})

describe('presence', () => {
  const entry = (client: number) => {
    const elsewhere = new Y.Doc()
    elsewhere.clientID = client
    const other = new Awareness(elsewhere)
    clearInterval(other._checkInterval)
    other.setLocalState({ name: 'other' })
    return encodeAwareness(encodeAwarenessUpdate(other, [client]))
  }

  const presencesSent = () => newest().sent.filter(({ kind }) => kind === 'awareness').length

  it('of others is never echoed', () => {
    newest().serve(board)
    const before = presencesSent()
    newest().say(entry(77))
    expect(awareness.getStates().has(77)).toBe(true)
    expect(presencesSent()).toBe(before)
    awareness.setLocalStateField('name', 'you')
    expect(presencesSent()).toBe(before + 1)
  })

  it('of others is gone while offline, and ours is announced under a newer clock on return', () => {
    newest().serve(board)
    newest().say(entry(77))
    const before = awareness.meta.get(doc.clientID)?.clock ?? 0
    drop()
    expect([...awareness.getStates().keys()]).toEqual([doc.clientID])
    clock.pass(5_000)
    newest().open()
    expect(presencesSent()).toBe(1)
    expect(awareness.meta.get(doc.clientID)?.clock).toBeGreaterThan(before)
  })

  it('of a stock client that left and came back is there again, under the clock that it had', () => {
    const back = entry(77)
    const elsewhere = new Awareness(new Y.Doc())
    clearInterval(elsewhere._checkInterval)
    elsewhere.meta.set(77, { clock: 1, lastUpdated: 0 })
    newest().serve(board)
    newest().say(back)
    newest().say(encodeAwareness(encodeAwarenessUpdate(elsewhere, [77])))
    expect(awareness.getStates().has(77)).toBe(false)
    newest().say(back)
    expect(awareness.getStates().has(77)).toBe(true)
  })

  it('of others who did not move meanwhile is there again on return', () => {
    const still = entry(77)
    newest().serve(board)
    newest().say(still)
    drop()
    clock.pass(5_000)
    newest().serve(board)
    newest().say(still)
    expect(awareness.getStates().has(77)).toBe(true)
  })
})

describe('presence and time', () => {
  it('renews our own entry every 15 s: stock clients forget whoever is silent for 30 s', () => {
    newest().serve(board)
    const before = newest().sent.filter(({ kind }) => kind === 'awareness').length
    clock.pass(15_000)
    expect(newest().sent.filter(({ kind }) => kind === 'awareness').length - before).toBe(1)
  })

  it('expires nobody by the clock on the wall: after a day of sleep they are still here (D20)', () => {
    vi.useFakeTimers()
    try {
      connection.close()
      awareness = new Awareness(doc)
      connection = connectTo(null)
      newest().serve(board)
      const other = new Awareness(new Y.Doc())
      other.setLocalState({ name: 'other' })
      newest().say(encodeAwareness(encodeAwarenessUpdate(other, [other.clientID])))
      other.destroy()
      const seen = awareness.meta.get(other.clientID)
      if (seen !== undefined) seen.lastUpdated -= 86_400_000 // as if the clock had gone on by a day
      vi.advanceTimersByTime(10_000)
      expect(awareness.getStates().has(other.clientID)).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a lost connection', () => {
  it('is tried again after waits that double, up to 5 s, and start over after 5 s online', () => {
    chance = 0.999
    const waits: number[] = []
    for (let i = 0; i < 7; i++) {
      drop()
      const count = sockets.length
      const from = clock.now()
      while (sockets.length === count) clock.pass(1)
      waits.push(Math.round((clock.now() - from) / 100) * 100)
    }
    expect(waits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000])
    newest().serve(board)
    clock.pass(5_000)
    drop()
    clock.pass(200)
    expect(sockets).toHaveLength(9)
  })

  it('is tried again anywhere within the wait, so that a class does not come back at once (D19)', () => {
    chance = 0
    drop()
    clock.pass(0)
    expect(sockets).toHaveLength(2)
  })

  it('is noticed after 30 s of silence, and not while the server says something', () => {
    newest().serve(board)
    clock.pass(29_000)
    newest().say(encodeAwareness(Uint8Array.of(0)))
    clock.pass(29_000)
    expect(phase()).toBe('online')
    clock.pass(1_000)
    expect(phase()).toBe('offline')
    expect(sockets[0].isClosed).toBe(true)
  })

  it('waits for the browser while that says it is offline, and comes back at once after', () => {
    newest().serve(board)
    connection.goOffline()
    expect(phase()).toBe('offline')
    clock.pass(60_000)
    expect(sockets).toHaveLength(1)
    connection.goOnline()
    expect(sockets).toHaveLength(2)
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
    newest().serve(board)
    newest().say(frame)
    expect(phase()).toBe('offline')
    expect(sockets[0].isClosed).toBe(true)
    edit(5)
    clock.pass(5_000)
    expect(sockets).toHaveLength(2)
    newest().serve(board)
    expect(connection.status()).toMatchObject({ phase: 'online', unsaved: 1 })
  })

  it('of a type that this version does not know is not left', () => {
    newest().serve(board)
    newest().say(Uint8Array.of(111, 1, 2))
    expect(phase()).toBe('online')
  })
})

describe('a refusal', () => {
  it('ends the attempts and keeps the server’s words', () => {
    newest().serve(board)
    drop(4403, 'This link was replaced.')
    expect(connection.status()).toMatchObject({
      phase: 'refused',
      refusal: { code: 4403, message: 'This link was replaced.' },
    })
    connection.goOnline()
    clock.pass(60_000)
    expect(sockets).toHaveLength(1)
  })

  it('is forgotten when the page connects anew, and everything goes with that', () => {
    newest().serve(board)
    edit(1)
    drop(4429, 'Too much came from this connection in a short time.')
    edit(2)
    connection.reconnect()
    expect(sockets).toHaveLength(2)
    newest().serve(board)
    expect(connection.status()).toMatchObject({ phase: 'online', refusal: null, unsaved: 2 })
    Y.applyUpdate(board, newest().updates()[0])
    expect(board.getMap('model').get('x')).toBe(2)
    newest().say(encodeSaved(1))
    expect(isSaved(connection.status())).toBe(true)
  })

  it.each([1012, 4500, 1000])('is not a close with %s: that is tried again', code => {
    drop(code)
    clock.pass(5_000)
    expect(sockets).toHaveLength(2)
  })
})

it('closes for good, with the changes that waited for their frame, saying goodbye', () => {
  newest().serve(board)
  edit(7)
  edit(8)
  connection.close()
  edit(9)
  clock.pass(60_000)
  expect(newest().isClosed).toBe(true)
  expect(newest().sent.at(-1)?.kind).toBe('awareness')
  for (const update of newest().updates()) Y.applyUpdate(board, update)
  expect(board.getMap('model').get('x')).toBe(8)
  expect(sockets).toHaveLength(1)
})
