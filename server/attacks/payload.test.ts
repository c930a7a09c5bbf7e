import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeStep1, encodeStep2, encodeUpdate, type Message } from '@/lib/protocol'
import { readStoredDocument } from '../sync/stored-document'
import { handmadeUpdate } from '../testing/handmade-update'
import type { RawClient } from '../testing/raw-client'
import { SLOW_UPDATES } from '../testing/slow-updates'
import { deepJson, valueUpdate } from '../testing/value-update'
import { newArena } from './arena'

// Updates and messages (threats.md 2.4) over real sockets, from an editor: whoever may write is the most dangerous.
// Y12's export is of a feature that a board does not have yet; Y17 stands in vandalism.test.ts.

const arena = newArena()

/** Numbers as Yjs writes them. */
const numbers = (...values: number[]): Uint8Array =>
  encoding.encode(encoder => {
    for (const value of values) encoding.writeVarUint(encoder, value)
  })

/** What somebody changes in a document of their own, as one update. */
function change(edit: (doc: Y.Doc) => void, client = 700): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  edit(doc)
  return Y.encodeStateAsUpdate(doc)
}

async function sendAs(kind: 'update' | 'step2', update: Uint8Array): Promise<RawClient> {
  const hostile = await arena.join('editor')
  hostile.send(kind === 'update' ? encodeUpdate(update) : encodeStep2(update))
  return hostile
}

const stored = async () => readStoredDocument(await arena.server.stored.loadBoard(arena.board.id)).doc
const model = () => arena.people.doc.getMap('model')
/** Waits until the honest people see that. */
const seen = (holds: () => boolean) => arena.people.until(() => (holds() ? true : undefined))
const heardOf = (client: RawClient, kind: Message['kind']) =>
  client.heard.filter(message => message.kind === kind).length

describe('Y1 an update that nobody wrote', () => {
  const random = Uint8Array.from({ length: 500 }, (_, i) => (i * 7_919) % 251)
  it.each([
    ['random bytes', random],
    ['nothing at all', new Uint8Array(0)],
    ['twenty times 0xff', new Uint8Array(20).fill(0xff)],
    ['2³¹ pieces', numbers(1, 2 ** 31, 5, 0)],
    ['2³⁰ authors', numbers(2 ** 30)],
    ['deletions of 2³¹ clients', numbers(0, 2 ** 31)],
  ])('(%s) ends its connection, as a change and as an answer', async (_what, update) => {
    for (const kind of ['update', 'step2'] as const) {
      expect((await (await sendAs(kind, update)).closed).code).toBe(4400)
    }
  })

  it('(a state vector of 2³¹ entries) ends its connection', async () => {
    const hostile = await arena.join('viewer')
    hostile.send(encodeStep1(numbers(2 ** 31)))
    expect((await hostile.closed).code).toBe(4400)
  })
})

it('Y2 an update of the second format is never decoded as one', async () => {
  const doc = new Y.Doc()
  doc.getMap('model').set('x', 'written in V2')
  const hostile = await sendAs('update', Y.encodeStateAsUpdateV2(doc))
  hostile.edit(own => own.getMap('model').set('mark', 'after V2'))
  await Promise.race([hostile.closed, seen(() => model().get('mark') === 'after V2')])
  expect(model().get('x')).not.toBe('written in V2')
})

it('Y3 changes that build on something unknown are asked for once, and then end their connection', async () => {
  const hostile = await arena.join('editor')
  hostile.send(encodeStep2(numbers(0, 0)))
  for (let i = 0; i < 500; i++) {
    hostile.send(encodeUpdate(numbers(1, 1, 5_000 + i, 7, 0, 1, 0)))
  }
  hostile.send(encodeStep2(numbers(1, 1, 9_999, 7, 0, 1, 0)))
  expect((await hostile.closed).code).toBe(4400)
  expect(heardOf(hostile, 'step1')).toBeLessThanOrEqual(2)
  const doc = await stored()
  expect([doc.store.pendingStructs, doc.store.clients.has(5_000)]).toEqual([null, false])
})

describe('Y4 an update of many authors', () => {
  const crowd = (from: number, count: number) =>
    numbers(count, ...Array.from({ length: count }, (_, i) => [1, from + count - i, 0, 0, 1]).flat(), 0)

  it('ends its connection when they are more than anybody collects', async () => {
    expect((await (await sendAs('step2', crowd(10_000, 2_000))).closed).code).toBe(4400)
    expect((await stored()).store.clients.size).toBeLessThan(10)
  })

  it('ends its connection when they come a few at a time', async () => {
    const hostile = await arena.join('editor')
    for (let i = 0; i < 11; i++) hostile.send(encodeUpdate(crowd(10_000 + i * 100, 100)))
    expect((await hostile.closed).code).toBe(4413)
    expect((await stored()).store.clients.size).toBeLessThanOrEqual(1_010)
  })
})

describe('Y5 a jump of the clock', () => {
  it.each([
    ['by garbage', numbers(1, 1, 9, 5, 0, 100, 0)],
    ['by garbage of 2⁵² letters', numbers(1, 1, 9, 0, 0, 2 ** 52, 0)],
    ['by a skip', numbers(1, 2, 9, 0, 10, 5, 0, 1, 0)],
    ['to 2⁵²', numbers(1, 1, 9, 2 ** 52, 0, 1, 0)],
  ])('%s ends its connection', async (_how, update) => {
    expect((await (await sendAs('step2', update)).closed).code).toBe(4400)
  })
})

it('Y6 maps inside each other by the thousand end their connection, at once or level by level', async () => {
  const deep = change(doc => {
    let map = doc.getMap<unknown>('model')
    for (let i = 0; i < 4_000; i++) {
      const inner = new Y.Map<unknown>()
      map.set('m', inner)
      map = inner
    }
  })
  expect((await (await sendAs('update', deep)).closed).code).toBe(4400)
  const patient = await arena.join('editor')
  let map = patient.doc.getMap<unknown>('model')
  for (let i = 0; i < 20; i++) {
    const inner = new Y.Map<unknown>()
    patient.edit(() => map.set('m', inner))
    map = inner
  }
  expect((await patient.closed).code).toBe(4400)
  expect(JSON.stringify((await stored()).getMap('model').toJSON()).length).toBeLessThan(5_000)
})

it.each(['json', 'any', 'embed', 'format'] as const)(
  'Y7 a value of thousands of levels ends its connection (%s)',
  async content => {
    expect((await (await sendAs('update', valueUpdate(66, deepJson(3_000), content))).closed).code).toBe(4400)
  },
)

describe('Y8 too much of something', () => {
  it('(a key of a megabyte) ends its connection', async () => {
    const long = change(doc => doc.getMap('model').set('k'.repeat(900_000), 1))
    expect((await (await sendAs('update', long)).closed).code).toBe(4400)
  })

  it('(a value of two megabytes) ends its connection', async () => {
    const large = change(doc => doc.getMap('model').set('x', 'v'.repeat(2_000_000)))
    expect([4413, 4429]).toContain((await (await sendAs('update', large)).closed).code)
  })
})

describe('Y4 Y8 more in one change than anybody has written', () => {
  const many = <Thing>(count: number, thing: (i: number) => Thing) =>
    Array.from({ length: count }, (_, i) => thing(i))
  const values = Array(900_000).fill(null)

  it.each([
    [
      '499,999 deletions',
      4413,
      () =>
        handmadeUpdate(
          [],
          many(499_999, client => ({ client, clock: 0, length: 1 })),
        ),
    ],
    [
      '499,999 authors',
      4400,
      () =>
        handmadeUpdate(
          many(499_999, i => ({ client: i, clock: 0, pieces: [{ kind: 'garbage', length: 1 }] })),
        ),
    ],
    [
      '21 pieces of 900,000 values',
      4413,
      () => {
        const content = { kind: 'any', values } as const
        const pieces = many(21, i => ({ kind: 'item', place: { key: `k${i}` }, content }) as const)
        return handmadeUpdate([{ client: 700, clock: 0, pieces }])
      },
    ],
  ])('(%s) ends its connection, and nothing of it is taken', async (_what, code, update) => {
    const before = (await stored()).store.clients.size
    expect((await (await sendAs('step2', update())).closed).code).toBe(code)
    expect((await stored()).store.clients.size).toBe(before)
  })
})

it('Y9 keys that mean something to JavaScript stay keys', async () => {
  const hostile = await arena.join('editor')
  hostile.edit(doc => {
    doc.getMap('model').set('__proto__', JSON.parse('{"__proto__":{"admin":true}}'))
    doc.getMap('model').set('constructor', 'x')
  })
  await seen(() => model().get('constructor') === 'x')
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

it('Y10 Y13 values and places that no board has are kept as they are, and close nothing', async () => {
  const hostile = await arena.join('editor')
  hostile.edit(doc => {
    const map = doc.getMap<unknown>('model')
    const values = [Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, '5', null, [], { id: 'x' }, 2n ** 60n]
    for (const [i, value] of values.entries()) map.set(`odd${i}`, value)
    map.set('layers', 'not a map any more')
  })
  await seen(() => model().get('layers') === 'not a map any more')
  // A change that hangs inside a number becomes garbage in every document.
  const inside = numbers(1, 1, 800, 0)
  const hung = encoding.encode(encoder => {
    encoding.writeUint8Array(encoder, inside)
    encoding.writeUint8(encoder, 8 | 0x20)
    for (const number of [0, hostile.doc.clientID, 0]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, 'key')
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, 1)
    encoding.writeVarUint(encoder, 0)
  })
  hostile.send(encodeUpdate(hung))
  await arena.people.expectUnharmed()
  await arena.server.restart()
  const late = await arena.join('viewer')
  expect(late.doc.getMap('model').get('odd0')).toBeNaN()
  await arena.prepare()
})

it('Y11 a document inside the document ends its connection', async () => {
  const nested = change(doc => doc.getMap('model').set('x', new Y.Doc()))
  expect((await (await sendAs('update', nested)).closed).code).toBe(4400)
})

it('Y12 a root that no board has ends its connection', async () => {
  for (const root of ['hidden', '', 'Model', '__proto__', 'x'.repeat(100_000)]) {
    const hidden = change(doc => doc.getMap(root).set('k', 'x'.repeat(1_000)))
    expect((await (await sendAs('update', hidden)).closed).code).toBe(4400)
  }
  const text = change(doc => doc.getText('elsewhere').insert(0, 'hidden'))
  expect((await (await sendAs('update', text)).closed).code).toBe(4400)
  expect([...(await stored()).share.keys()].sort().join()).not.toContain('hidden')
})

describe('Y15 a message', () => {
  it.each([
    ['of an unknown sync kind', numbers(0, 9, 0)],
    ['with bytes after it', Uint8Array.of(...encodeStep1(Uint8Array.of(0)), 1)],
    [
      'of two in one frame',
      Uint8Array.of(...encodeStep1(Uint8Array.of(0)), ...encodeUpdate(valueUpdate(9, '1'))),
    ],
    ['that ends early', numbers(0, 2, 100)],
    ['of no bytes', new Uint8Array(0)],
  ])('%s ends its connection', async (_what, frame) => {
    const hostile = await arena.join('editor')
    hostile.send(frame)
    expect((await hostile.closed).code).toBe(4400)
  })

  it.each([
    ['that only a server sends: denied', Uint8Array.of(2, 0, 1, 120)],
    ['that only a server sends: saved', numbers(100, 1_000)],
    ['of a type that nobody knows', numbers(99, 1, 2, 3)],
  ])('%s is for nobody', async (_what, frame) => {
    const before = arena.people.heard.length
    const hostile = await arena.join('editor')
    hostile.send(frame)
    hostile.edit(doc => doc.getMap('model').set('mark', frame.length))
    await seen(() => model().get('mark') === frame.length)
    const kinds = new Set(arena.people.heard.slice(before).map(({ kind }) => kind))
    expect([...kinds].filter(kind => !['update', 'awareness', 'saved'].includes(kind))).toEqual([])
  })
})

it.each(SLOW_UPDATES)(
  'Y3 Y4 a change for whose place Yjs would look for seconds ends its connection (%s)',
  async (_what, before, update) => {
    const hostile = await arena.join('editor')
    for (const part of before) hostile.send(encodeUpdate(part))
    hostile.send(encodeUpdate(update))
    expect((await hostile.closed).code).toBe(4400)
  },
)

it('Y16 whoever asks for the whole board again and again is answered a few times, and sent away', async () => {
  const hostile = await arena.join('viewer')
  for (let i = 0; i < 150; i++) hostile.send(encodeStep1(Uint8Array.of(0)))
  expect((await hostile.closed).code).toBe(4429)
  expect(heardOf(hostile, 'step2')).toBeLessThanOrEqual(30)
})

describe('ten thousand frames of chance', () => {
  /** Numbers below 2³² from a seed (xorshift32), so that a run can be repeated. */
  function chance(seed: number): () => number {
    let state = seed
    return () => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return state >>> 0
    }
  }

  /** Frames to begin with, of every kind. */
  function honestFrames(client: number): Uint8Array[] {
    const update = change(doc => {
      doc.getMap('model').set('x', 0.5)
      doc.getMap('annotations').set('a', new Y.Map([['text', 'ink']]))
      doc.getMap('model').delete('x')
    }, client)
    const presence = encoding.encode(encoder => {
      encoding.writeVarUint(encoder, 1)
      for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number)
      encoding.writeVarString(encoder, '{"user":{"name":"x"}}')
    })
    return [
      encodeUpdate(update),
      encodeStep2(update),
      encodeStep1(numbers(1, client, 3)),
      presence,
      numbers(3),
    ]
  }

  /** A frame with some of its bytes changed, doubled, cut out, or its end cut off. */
  function mutate(frame: Uint8Array, next: () => number): Uint8Array {
    const bytes = [...frame]
    for (let times = next() % 6; times > 0 && bytes.length > 0; times--) {
      const at = next() % bytes.length
      const how = next() % 5
      if (how === 0) bytes[at] = next() % 256
      if (how === 1) bytes[at] = [0, 1, 0x7f, 0x80, 0xff][next() % 5]
      if (how === 2) bytes.splice(at, 1 + (next() % 4))
      if (how === 3) bytes.splice(at, 0, ...bytes.slice(at, at + (next() % 16)))
      if (how === 4) bytes.length = at
    }
    return Uint8Array.from(bytes)
  }

  it.each([1, 2, 3, 4, 5])('(seed %i) harm nobody', { timeout: 120_000 }, async seed => {
    const next = chance(seed * 2_654_435_761)
    const roles = ['editor', 'owner', 'annotator', 'viewer'] as const
    let sent = 0
    while (sent < 2_000) {
      const hostile = await arena.join(roles[next() % roles.length])
      const frames = honestFrames(1 + (next() % 1_000))
      const over = hostile.closed.then(() => true)
      for (let i = 0; i < 100; i++, sent++) hostile.send(mutate(frames[next() % frames.length], next))
      await Promise.race([
        over,
        hostile.until(() => (heardOf(hostile, 'step2') > 1 ? true : undefined)),
        idle(),
      ])
      await hostile.close()
    }
  })

  /** Gives the server its turns. */
  async function idle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
  }
})
