import * as encoding from 'lib0/encoding'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  CLOSE,
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Message,
  type Role,
  readMessage,
} from '@/lib/protocol'
import { readLimits } from '../config'
import type { LoggedUpdate } from '../storage/storage'
import { handmadeUpdate, type Piece } from '../testing/handmade-update'
import type { News, Peer } from './peer'
import { Room } from './room'

/** A connection in memory. */
class TestPeer implements Peer {
  readonly heard: Message[] = []
  writes = 0
  readonly doc = new Y.Doc()
  closed: { code: number; reason: string } | null = null

  constructor(
    readonly role: Role,
    readonly participant: string,
    readonly named = true,
  ) {}

  send(frames: readonly Uint8Array[]): void {
    if (this.closed !== null || frames.length === 0) return
    this.writes++
    this.heard.push(...frames.map(readMessage))
  }

  tell({ frames }: News, own: readonly Uint8Array[]): void {
    this.send([...own, ...frames])
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason }
  }

  count(kind: Message['kind']): number {
    return this.heard.filter(message => message.kind === kind).length
  }

  get lastSaved(): number {
    return this.heard.reduce((last, message) => (message.kind === 'saved' ? message.count : last), 0)
  }
}

let room: Room
let log: LoggedUpdate[]
/** Whose the client ids are under which nothing is in the log. */
let claimed: Map<number, string | null>
let now: number
const wakes: number[] = []
const limits = readLimits({ NODE_ENV: 'test' })

function newRoom(overrides: Partial<typeof limits> = {}): void {
  room = new Room(
    'board',
    { doc: new Y.Doc(), authors: new Map(), last: 0 },
    { ...limits, ...overrides },
    notBefore => wakes.push(notBefore),
  )
}

beforeEach(() => {
  log = []
  claimed = new Map()
  now = 0
  newRoom()
})

function join(peer: TestPeer): TestPeer {
  room.join(peer, now)
  return peer
}

const say = (peer: TestPeer, frame: Uint8Array) => room.receive(peer, frame, now)

/** Sends what `change` does to the peer's document. */
function edit(peer: TestPeer, change: (doc: Y.Doc) => void): void {
  const before = Y.encodeStateVector(peer.doc)
  change(peer.doc)
  say(peer, encodeUpdate(Y.encodeStateAsUpdate(peer.doc, before)))
}

const setX = (value: unknown) => (doc: Y.Doc) => doc.getMap('model').set('x', value)

/** Commits the claims to client ids, and nothing else. */
function commitClaims(): void {
  const batch = room.collectClaims(now)
  for (const { client, participant } of batch.claims) claimed.set(client, participant)
  room.publish(batch)
}

/** A tick after a time that is long enough for everything. */
function tick(): void {
  commitClaims()
  const batch = room.collect(now)
  log.push(...batch.rows)
  room.publish(batch)
  now += 1_000
}

/** An awareness message with one entry. */
function presence(client: number, clock: number, state: string): Uint8Array {
  return encodeAwareness(
    encoding.encode(encoder => {
      for (const number of [1, client, clock]) encoding.writeVarUint(encoder, number)
      encoding.writeVarString(encoder, state)
    }),
  )
}

/** The presence entries of the last awareness message heard. */
function lastPresence(peer: TestPeer): Record<number, unknown> {
  const message = peer.heard.findLast(({ kind }) => kind === 'awareness')
  if (message?.kind !== 'awareness') return {}
  const view = Buffer.from(message.entries)
  const entries: Record<number, unknown> = {}
  let at = 0
  const number = () => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = view[at++]
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
  }
  for (let left = number(); left > 0; left--) {
    const client = number()
    number() // its clock
    const length = number()
    entries[client] = JSON.parse(view.subarray(at, at + length).toString())
    at += length
  }
  return entries
}

describe('a change', () => {
  it('is shown and acknowledged only after its commit, to its author too', () => {
    const [author, witness] = [join(new TestPeer('editor', 'a')), join(new TestPeer('viewer', 'b'))]
    edit(author, setX(1))
    const batch = room.collect(now)
    expect(batch.rows).toHaveLength(1)
    expect([author.count('update'), witness.count('update'), author.count('saved')]).toEqual([0, 0, 0])
    room.publish(batch)
    expect([author.count('update'), witness.count('update'), author.lastSaved]).toEqual([1, 1, 1])
  })

  it('that comes while others are committed is neither shown nor acknowledged with them', () => {
    const author = join(new TestPeer('editor', 'a'))
    edit(author, setX(1))
    const batch = room.collect(now)
    edit(author, setX(2))
    room.publish(batch)
    expect(author.lastSaved).toBe(1)
    tick()
    expect(author.lastSaved).toBe(2)
    expect(log.map(({ n }) => n)).toEqual([2])
  })

  it('of a tick goes out in one frame and stands in the log under its participant', () => {
    const [a, b] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    now = 1_234
    edit(a, setX(1))
    edit(a, setX(2))
    edit(b, doc => doc.getMap('model').set('y', 1))
    tick()
    expect(a.count('update')).toBe(1)
    expect(log).toMatchObject([
      { n: 1, participant: 'a', at: 1_234 },
      { n: 2, participant: 'b', at: 1_234 },
    ])
    const replayed = new Y.Doc()
    for (const { bytes } of log) Y.applyUpdate(replayed, bytes)
    expect(replayed.getMap('model').toJSON()).toEqual({ x: 2, y: 1 })
  })

  it('that is known already is acknowledged and stands in no log', () => {
    const author = join(new TestPeer('editor', 'a'))
    edit(author, setX(1))
    tick()
    say(author, encodeStep2(Y.encodeStateAsUpdate(author.doc)))
    tick()
    expect(author.lastSaved).toBe(2)
    expect(log).toHaveLength(1)
  })

  it('is not shown to somebody who joins before it is committed', () => {
    const [author, late] = [join(new TestPeer('editor', 'a')), new TestPeer('viewer', 'b')]
    edit(author, setX(1))
    const batch = room.collect(now)
    join(late)
    say(late, encodeStep1(Uint8Array.of(0)))
    expect(late.count('step2')).toBe(0)
    room.publish(batch)
    tick()
    expect(late.count('step2')).toBe(1)
  })

  it('that does not fit any more ends its connection with words, and the others go on (H7)', () => {
    newRoom({ boardBytes: 8_000 })
    const [writer, other] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    edit(writer, setX('x'.repeat(3_000)))
    edit(writer, setX('y'.repeat(3_000)))
    edit(writer, setX('z'.repeat(3_000)))
    edit(writer, doc => doc.getMap('model').set('more', 'x'.repeat(3_000)))
    expect(writer.closed).toBeNull()
    edit(writer, doc => doc.getMap('model').set('even more', 'x'.repeat(3_000)))
    expect(writer.closed?.code).toBe(4413)
    edit(other, doc => doc.getMap('model').set('y', 1))
    tick()
    expect(other.closed).toBeNull()
    expect(other.lastSaved).toBe(1)
  })
})

describe('what somebody says of a change of somebody else', () => {
  const told = (peer: TestPeer) => {
    for (const message of peer.heard)
      if (message.kind === 'update' || message.kind === 'step2') Y.applyUpdate(peer.doc, message.update)
    return peer.doc.getMap('model').toJSON()
  }

  /** The victim has set x twice; the attacker tells another story of it from its beginning, together with a change of its own. */
  function forgery(victim: number, how: 'garbage' | 'value'): Uint8Array {
    const story: Piece[] =
      how === 'garbage'
        ? [{ kind: 'garbage', length: 2 }]
        : [1, 2].map(i => ({
            kind: 'item',
            place: i === 1 ? { parent: 'model', key: 'x' } : { origin: { client: victim, clock: 0 } },
            content: { kind: 'any', values: ['forged'] },
          }))
    const own: Piece = {
      kind: 'item',
      place: { parent: 'model', key: 'own' },
      content: { kind: 'any', values: [1] },
    }
    return handmadeUpdate([
      { client: victim, clock: 0, pieces: story },
      { client: 66, clock: 0, pieces: [own] },
    ])
  }

  it.each(['garbage', 'value'] as const)('is believed by nobody, in the same moment too: %s (A8)', how => {
    const [victim, attacker] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    const witness = join(new TestPeer('viewer', 'c'))
    edit(victim, setX('first'))
    tick()
    edit(victim, setX('second'))
    say(attacker, encodeUpdate(forgery(victim.doc.clientID, how)))
    tick()
    expect(attacker.closed).toBeNull()
    for (const peer of [witness, victim]) expect(told(peer)).toEqual({ x: 'second', own: 1 })
    const replayed = new Y.Doc()
    Y.applyUpdate(replayed, Y.mergeUpdates(log.map(({ bytes }) => bytes)))
    expect(replayed.getMap('model').toJSON()).toEqual({ x: 'second', own: 1 })
  })

  it('is believed by nobody who comes to a large board later (A8)', () => {
    const [victim, attacker] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    edit(victim, setX('first'))
    edit(victim, doc => doc.getMap('model').set('large', 'x'.repeat(70_000)))
    const early = join(new TestPeer('viewer', 'c'))
    say(early, encodeStep1(Uint8Array.of(0)))
    tick()
    edit(victim, setX('second'))
    tick()
    const story = { client: victim.doc.clientID, clock: 0, pieces: [{ kind: 'garbage', length: 3 } as const] }
    const own: Piece = {
      kind: 'item',
      place: { parent: 'model', key: 'own' },
      content: { kind: 'any', values: [1] },
    }
    say(attacker, encodeUpdate(handmadeUpdate([story, { client: 66, clock: 0, pieces: [own] }])))
    tick()
    const late = join(new TestPeer('viewer', 'd'))
    say(late, encodeStep1(Uint8Array.of(0)))
    tick()
    expect(told(late)).toMatchObject({ x: 'second', own: 1 })
  })
})

describe('a connection', () => {
  it('may send a burst of three seconds’ worth, and more as time passes', () => {
    newRoom({ messagesPerSecond: 10 })
    const peer = join(new TestPeer('viewer', 'a'))
    for (let i = 0; i < 30; i++) say(peer, Uint8Array.of(3))
    now += 1_000
    for (let i = 0; i < 10; i++) say(peer, Uint8Array.of(3))
    expect(peer.closed).toBeNull()
    say(peer, Uint8Array.of(3))
    expect(peer.closed?.code).toBe(4429)
  })

  it('may answer our step 1 with more than it may send otherwise', () => {
    newRoom({ bytesPerSecond: 500 })
    const peer = join(new TestPeer('editor', 'a'))
    setX('x'.repeat(10_000))(peer.doc)
    say(peer, encodeStep2(Y.encodeStateAsUpdate(peer.doc)))
    expect(peer.closed).toBeNull()
    say(peer, encodeStep2(Y.encodeStateAsUpdate(peer.doc)))
    expect(peer.closed?.code).toBe(4429)
  })

  it('too many is asked to come back, and those who are there stay', () => {
    newRoom({ participants: 1 })
    const [first, second] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    expect(second.closed?.code).toBe(4500)
    expect(first.closed).toBeNull()
  })

  it('without a token never hears our own message types', () => {
    const peer = join(new TestPeer('editor', 'a', false))
    edit(peer, setX(1))
    tick()
    expect(peer.count('saved')).toBe(0)
    expect(peer.count('update')).toBe(1)
  })

  it('that was ended is not listened to any more (A4)', () => {
    const peer = join(new TestPeer('editor', 'a'))
    room.revoke(['editor'])
    edit(peer, setX(1))
    tick()
    expect(peer.closed?.code).toBe(4403)
    expect(log).toEqual([])
  })
})

describe('a client id', () => {
  const writeAs = (peer: TestPeer, client: number) => {
    peer.doc.clientID = client
    edit(peer, setX(client))
  }

  it('stays its editor’s after they left, written under or not, and shown by others or not', () => {
    const editor = join(new TestPeer('editor', 'a'))
    say(editor, presence(7, 1, '{}'))
    tick()
    room.leave(editor)
    const [viewer, other] = [join(new TestPeer('viewer', 'b')), join(new TestPeer('editor', 'c'))]
    tick()
    for (const thief of [viewer, other]) say(thief, presence(7, 2, '{}'))
    expect(room.isDirty).toBe(false)
    writeAs(other, 7)
    expect(other.count('denied')).toBe(1)
    const back = join(new TestPeer('editor', 'a'))
    writeAs(back, 7)
    tick()
    expect([back.closed, back.lastSaved]).toEqual([null, 1])
  })

  it('of somebody who may write is shown only when the log says whose it is (A8)', () => {
    const [editor, witness] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    say(editor, presence(7, 1, '{}'))
    room.publish(room.collect(now))
    room.publish(room.collectPresence(now + 1_000))
    const late = join(new TestPeer('viewer', 'c'))
    say(late, Uint8Array.of(3))
    room.publish(room.collect(now + 2_000))
    expect([witness.count('awareness'), late.count('awareness')]).toEqual([0, 0])
    commitClaims()
    expect(claimed).toEqual(new Map([[7, 'a']]))
    now += 3_000
    tick()
    expect([lastPresence(witness), lastPresence(late)]).toEqual([{ 7: {} }, { 7: {} }])
    expect(room.isDirty).toBe(false)
  })

  it('is not named when it leaves before the log says whose it was, nor asked for (A8)', () => {
    const [editor, witness] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    tick()
    say(editor, presence(7, 1, '{}'))
    writeAs(editor, 9)
    room.leave(editor)
    room.publish(room.collectPresence(now))
    const late = join(new TestPeer('editor', 'c'))
    const question = late.heard.find(({ kind }) => kind === 'step1')
    expect(question?.kind === 'step1' && [...question.stateVector]).toEqual([0])
    expect(witness.count('awareness')).toBe(0)
    tick()
    expect(lastPresence(witness)).toEqual({ 7: null })
  })

  it('is its participant’s after a restart too, written under or not (A8)', () => {
    say(join(new TestPeer('editor', 'a')), presence(7, 1, '{}'))
    tick()
    const claims = new Map([[7, 'a']])
    room = new Room('board', { doc: new Y.Doc(), authors: new Map(), claims, last: 0 }, limits, () => {})
    const [thief, owner] = [join(new TestPeer('editor', 'b')), join(new TestPeer('editor', 'a'))]
    say(thief, presence(7, 5, '{}'))
    writeAs(thief, 7)
    expect(thief.count('denied')).toBe(1)
    say(owner, presence(7, 6, '{}'))
    expect(room.hasClaims).toBe(false) // the log says it already
    writeAs(owner, 7)
    tick()
    expect([lastPresence(owner), owner.lastSaved]).toEqual([{ 7: {} }, 1])
  })

  it('of three hundred who come at once is claimed in one batch', () => {
    for (let i = 0; i < 300; i++)
      say(join(new TestPeer('editor', `student ${i}`)), presence(100 + i, 1, '{}'))
    expect(room.collectClaims(now).claims).toHaveLength(300)
    expect(room.hasClaims).toBe(false)
  })

  it('costs the log one line for each connection, however many somebody announces', () => {
    const peer = join(new TestPeer('editor', 'a'))
    for (let i = 0; i < 100; i++) say(peer, presence(100 + i, i, '{}'))
    expect(room.collectClaims(now).claims).toHaveLength(1)
  })

  it('that a viewer shows keeps nobody from writing under it', () => {
    say(join(new TestPeer('viewer', 'b')), presence(7, 1, '{}'))
    const editor = join(new TestPeer('editor', 'a'))
    writeAs(editor, 7)
    tick()
    expect([editor.closed, editor.lastSaved]).toEqual([null, 1])
  })

  it('that was never written under is kept for the last thousand who left', () => {
    for (let i = 0; i <= 1_000; i++) {
      const visitor = join(new TestPeer('editor', `visitor ${i}`))
      say(visitor, presence(100 + i, 1, '{}'))
      tick()
      room.leave(visitor)
    }
    tick()
    expect([claimed.get(100), claimed.get(101)]).toEqual([null, 'visitor 1'])
    const other = join(new TestPeer('editor', 'other'))
    writeAs(other, 101)
    expect(other.count('denied')).toBe(1)
    const another = join(new TestPeer('editor', 'another'))
    writeAs(another, 100)
    expect(another.count('denied')).toBe(0)
  })

  it('of somebody else ends no connection: its changes are not taken, and it sees what others do', () => {
    const [holder, clashing] = [join(new TestPeer('editor', 'a')), join(new TestPeer('editor', 'b'))]
    writeAs(holder, 7)
    tick()
    Y.applyUpdate(clashing.doc, Y.encodeStateAsUpdate(holder.doc))
    writeAs(clashing, 7)
    edit(holder, doc => doc.getMap('model').set('y', 2))
    tick()
    expect(clashing.closed).toBeNull()
    expect([clashing.count('denied'), clashing.lastSaved, clashing.count('update')]).toEqual([1, 0, 2])
  })
})

describe('presence', () => {
  it('is shown in its newest state, and taken down when the connection ends (W7)', () => {
    const [a, b] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    tick()
    say(a, presence(7, 1, '{"at":1}'))
    say(a, presence(7, 2, '{"at":2}'))
    tick()
    expect(b.count('awareness')).toBe(1)
    expect(lastPresence(b)).toEqual({ 7: { at: 2 } })
    room.leave(a)
    tick()
    expect(lastPresence(b)).toEqual({ 7: null })
  })

  it('tells of the stroke that somebody draws as it came, of a viewer’s laser too', () => {
    const peers = (['annotator', 'viewer'] as const).map(role => join(new TestPeer(role, role)))
    const witness = join(new TestPeer('viewer', 'witness'))
    const stroke = {
      id: 'a-1',
      brush: 'laser',
      size: 'm',
      color: 'red',
      x: 1,
      y: 2,
      first: 0,
      at: [0, 0],
      ink: 'AQ==',
    }
    for (const [i, peer] of peers.entries()) say(peer, presence(7 + i, 1, JSON.stringify({ stroke })))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: { stroke }, 8: { stroke } })
  })

  it('of everybody is told to somebody who joins', () => {
    say(join(new TestPeer('viewer', 'a')), presence(7, 1, '{"at":1}'))
    tick()
    const late = join(new TestPeer('viewer', 'b'))
    tick()
    expect(lastPresence(late)).toEqual({ 7: { at: 1 } })
  })

  it('of others cannot be ended, replaced or taken (W1, W2)', () => {
    const [victim, attacker] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    const witness = join(new TestPeer('viewer', 'c'))
    say(victim, presence(7, 1, '{"name":"victim"}'))
    say(attacker, presence(7, 2 ** 52, '{"name":"attacker"}'))
    say(attacker, presence(7, 2, 'null'))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: { name: 'victim' } })
    say(attacker, presence(8, 1, '{"name":"attacker"}'))
    say(attacker, presence(7, 3, '{"name":"attacker"}'))
    say(victim, presence(7, 2, '{"name":"victim, moved"}'))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: { name: 'victim, moved' }, 8: { name: 'attacker' } })
  })

  it('names whom the server knows, whatever it says of itself (W1, W3)', () => {
    const [ada, forger] = [join(new TestPeer('viewer', 'ada')), join(new TestPeer('viewer', 'forger'))]
    const stock = join(new TestPeer('viewer', 'anonymous', false))
    for (const [i, peer] of [ada, forger, stock].entries()) {
      say(peer, presence(7 + i, 1, '{"user":{"id":"ada","name":"Ada","role":"owner"},"cursor":null}'))
    }
    tick()
    const shownAs = (id: string) => ({ user: { id, name: 'Ada', role: 'viewer' }, cursor: null })
    expect(lastPresence(ada)).toEqual({ 7: shownAs('ada'), 8: shownAs('forger'), 9: shownAs('client:9') })
  })

  it.each(['"Ada"', '{"user":"Ada"}', '[{"user":{}}]', '{"user":null}', '7'])(
    'that names no user is shown as it is: %s',
    state => {
      const peer = join(new TestPeer('viewer', 'a'))
      say(peer, presence(7, 1, state))
      tick()
      expect(lastPresence(peer)).toEqual({ 7: JSON.parse(state) })
    },
  )

  it('leaves its client id to others when the connection ends after a goodbye, and not before', () => {
    const [first, second] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    const witness = join(new TestPeer('viewer', 'c'))
    say(first, presence(7, 1, '{}'))
    say(first, presence(7, 2, 'null'))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: null })
    const late = join(new TestPeer('viewer', 'd'))
    tick()
    expect(lastPresence(late)).toEqual({})
    say(second, presence(7, 3, '{}'))
    expect(room.isDirty).toBe(false)
    room.leave(first)
    expect(room.isDirty).toBe(false)
    say(second, presence(7, 3, '{}'))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: {} })
  })

  it('is one for each connection (W4)', () => {
    const [peer, witness] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    say(peer, presence(7, 1, '{}'))
    say(peer, presence(8, 1, '{}'))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: {} })
  })

  it('passes to the connection that a page comes back with (W7)', () => {
    const [old, again] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'a'))]
    const witness = join(new TestPeer('viewer', 'b'))
    say(old, presence(7, 1, '{"at":1}'))
    say(again, presence(7, 2, '{"at":2}'))
    tick()
    room.leave(old)
    tick()
    expect(lastPresence(witness)).toEqual({ 7: { at: 2 } })
  })

  it('does not go back to the connection that a page has left, whatever still arrives from there (W7)', () => {
    const [old, again] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'a'))]
    const witness = join(new TestPeer('viewer', 'b'))
    say(old, presence(7, 1, '{}'))
    say(again, presence(7, 3, '{}'))
    say(old, presence(7, 2, '{}'))
    tick()
    room.leave(old)
    tick()
    expect(lastPresence(witness)).toEqual({ 7: {} })
    room.leave(again)
    tick()
    expect(lastPresence(witness)).toEqual({ 7: null })
  })

  it('echoed by a stock client that waits for its own place keeps nobody here who has left (W7)', () => {
    const lost = join(new TestPeer('editor', 'anonymous', false))
    say(lost, presence(7, 1, '{}'))
    const back = join(new TestPeer('editor', 'anonymous', false))
    say(back, presence(7, 1, '{}')) // as the connection that it lost has not timed out
    const visitor = join(new TestPeer('viewer', 'visitor'))
    say(visitor, presence(8, 1, '{}'))
    tick()
    room.leave(visitor)
    say(back, presence(8, 1, '{}')) // echoed before it hears that the visitor left
    room.leave(lost)
    say(back, presence(7, 2, '{}'))
    tick()
    const witness = join(new TestPeer('viewer', 'witness'))
    tick()
    expect(lastPresence(witness)).toEqual({ 7: {} })
  })

  it('echoed by a stock client costs nothing', () => {
    const [a, b] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b', false))]
    say(a, presence(7, 1, '{}'))
    tick()
    say(b, presence(7, 1, '{}'))
    expect(room.isDirty).toBe(false)
  })

  it('leaves at most every 34 ms, and with an edit somewhat earlier, in the same write', () => {
    const [a, b] = [join(new TestPeer('editor', 'a')), join(new TestPeer('viewer', 'b'))]
    tick()
    const shownAfter = (ms: number) => {
      now += ms
      const before = b.count('awareness')
      room.publish(room.collect(now))
      return b.count('awareness') > before
    }
    say(a, presence(7, 1, '{}'))
    commitClaims()
    expect(shownAfter(0)).toBe(true)
    say(a, presence(7, 2, '{}'))
    expect(shownAfter(33)).toBe(false)
    expect(shownAfter(1)).toBe(true)
    say(a, presence(7, 3, '{}'))
    edit(a, setX(1))
    expect(shownAfter(16)).toBe(false)
    edit(a, setX(2))
    const writes = b.writes
    expect(shownAfter(1)).toBe(true)
    expect(b.writes).toBe(writes + 1)
  })

  it('of a big room leaves less often, and edits do not wait for it', () => {
    const [a, b] = [join(new TestPeer('editor', 'a')), join(new TestPeer('viewer', 'b'))]
    for (let i = 0; i < 398; i++) join(new TestPeer('viewer', `onlooker ${i}`))
    tick()
    const heardAfter = (ms: number) => {
      now += ms
      b.heard.length = 0
      room.publish(room.collect(now))
      return b.heard.map(({ kind }) => kind)
    }
    say(a, presence(7, 1, '{}'))
    commitClaims()
    expect(heardAfter(0)).toEqual(['awareness'])
    say(a, presence(7, 2, '{}'))
    edit(a, setX(1))
    expect(heardAfter(16)).toEqual(['update'])
    expect(heardAfter(83)).toEqual([])
    expect(heardAfter(1)).toEqual(['awareness'])
  })

  it('becomes rarer while ticks take long', () => {
    const [a, b] = [join(new TestPeer('editor', 'a')), join(new TestPeer('viewer', 'b'))]
    tick()
    b.heard.length = 0
    say(a, presence(7, 1, '{}'))
    commitClaims()
    room.publish(room.collect(now, 20))
    say(a, presence(7, 2, '{}'))
    room.publish(room.collect(now + 119, 20))
    expect(b.count('awareness')).toBe(1)
    room.publish(room.collect(now + 120, 20))
    expect(b.count('awareness')).toBe(2)
  })

  it('asks to be collected when its time has come, and for edits at once', () => {
    const peer = join(new TestPeer('editor', 'a'))
    tick()
    now = 10_000
    say(peer, presence(7, 1, '{}'))
    commitClaims()
    room.publish(room.collect(now))
    wakes.length = 0
    say(peer, presence(7, 2, '{}'))
    edit(peer, setX(1))
    expect(wakes).toEqual([10_034, 0])
  })

  it('of a page that comes anew names the same person as the connection that it lost (W7)', () => {
    const [lost, again] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'a'))]
    const witness = join(new TestPeer('viewer', 'b'))
    say(lost, presence(7, 1, '{"user":{"name":"Ada"}}'))
    say(again, presence(8, 1, '{"user":{"name":"Ada"}}'))
    tick()
    const ids = Object.values(lastPresence(witness)).map(state => (state as { user: { id: string } }).user.id)
    expect(ids).toEqual(['a', 'a'])
  })

  it.each([
    ['client id', presence(2 ** 60 + 2 ** 53, 1, '{}')],
    ['clock', presence(7, 2 ** 60 + 2 ** 53, '{}')],
  ])('whose %s nobody else could read ends its connection, and is shown to nobody (W2)', (_what, frame) => {
    const [attacker, witness] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    // The bytes that lib0 writes for such a number it does not read; other bytes for it, it does.
    const written = [128, 128, 128, 128, 128, 128, 128, 144, 16]
    const read = [255, 255, 255, 255, 255, 255, 255, 143, 16]
    const at = Buffer.from(frame).indexOf(Buffer.from(written))
    frame.set(read, at)
    say(attacker, frame)
    tick()
    expect([attacker.closed?.code, witness.count('awareness')]).toEqual([4400, 0])
  })

  it('that is too large or cannot be parsed ends its connection (W5)', () => {
    const [large, broken] = [join(new TestPeer('viewer', 'a')), join(new TestPeer('viewer', 'b'))]
    const witness = join(new TestPeer('viewer', 'c'))
    say(large, presence(7, 1, JSON.stringify('x'.repeat(2_100))))
    say(broken, presence(8, 1, '{bad'))
    say(witness, presence(9, 1, '{"at":1}'))
    expect(large.closed?.code).toBe(4413)
    tick()
    expect(broken.closed?.code).toBe(4400)
    expect(lastPresence(witness)).toEqual({ 9: { at: 1 } })
  })
})

describe('a change of very many', () => {
  const ONE = { kind: 'any', values: [1] } as const
  const keysOf = (count: number): Piece[] =>
    Array.from({ length: count }, (_, i) => ({ kind: 'item', place: { key: `k${i}` }, content: ONE }))
  const by = (pieces: readonly Piece[]) => handmadeUpdate([{ client: 50, clock: 0, pieces }])
  const crowd = Array.from({ length: 3_000 }, (_, i) => ({
    client: 9_000 - i,
    clock: 0,
    pieces: [{ kind: 'garbage', length: 1 }] as const,
  }))
  const ranges = Array.from({ length: 3_000 }, (_, i) => ({ client: i, clock: 0, length: 1 }))
  const list: Piece = {
    kind: 'item',
    place: { key: 'list' },
    content: { kind: 'any', values: [Array(12_000).fill(1)] },
  }

  it.each([
    ['pieces', by(keysOf(2_001)), CLOSE.tooLarge],
    ['values', by([list]), CLOSE.tooLarge],
    ['deletions', handmadeUpdate([], ranges), CLOSE.tooLarge],
    ['authors', handmadeUpdate(crowd), CLOSE.malformed],
  ])('%s ends its connection, and nothing of it is taken', (_what, update, code) => {
    newRoom({ piecesPerChange: 2_000 })
    for (const encode of [encodeUpdate, encodeStep2]) {
      const author = join(new TestPeer('editor', 'author'))
      say(author, encode(update))
      tick()
      expect([author.closed?.code, author.lastSaved, log.length, room.doc.store.clients.size]).toEqual([
        code,
        0,
        0,
        0,
      ])
    }
  })

  it('pieces, but not more than one change may have, is taken at once and whole', () => {
    newRoom({ piecesPerChange: 2_000 })
    const author = join(new TestPeer('editor', 'author'))
    say(author, encodeStep2(by(keysOf(2_000))))
    tick()
    expect([author.closed, author.lastSaved, log.length, room.doc.getMap('model').size]).toEqual([
      null,
      1,
      1,
      2_000,
    ])
  })

  it('pieces that cannot be read is told what is wrong with it', () => {
    const author = join(new TestPeer('editor', 'author'))
    say(author, encodeStep2(by(keysOf(2_000)).slice(0, -9)))
    expect(author.closed).toEqual({ code: 4400, reason: 'A change was malformed: it cannot be decoded.' })
  })

  it('pieces is denied uncounted when a viewer brings it', () => {
    newRoom({ piecesPerChange: 2_000 })
    const viewer = join(new TestPeer('viewer', 'viewer'))
    say(viewer, encodeStep2(by(keysOf(9_000))))
    expect([viewer.closed, viewer.count('denied')]).toEqual([null, 1])
  })
})

describe('content that is hard to put in its place', () => {
  /** What many people set at once, each as if the key had never been set. */
  const crowd = (from: number, count: number) =>
    handmadeUpdate(
      Array.from({ length: count }, (_, i) => ({
        client: from - i,
        clock: 0,
        pieces: [{ kind: 'item', place: { key: 'k' }, content: { kind: 'any', values: [1] } }],
      })),
    )

  it('is taken from all connections together at a bounded rate; who comes too soon is asked to come back', () => {
    newRoom({ looksPerSecond: 100_000 })
    const [eve, second, third] = ['eve', 'second', 'third']
      .map(name => new TestPeer('editor', name))
      .map(join)
    // 900 × 900 / 2 looks.
    say(eve, encodeUpdate(crowd(1_000, 900)))
    expect(eve.closed).toBeNull()
    say(second, encodeUpdate(crowd(2_000, 250)))
    expect(second.closed?.code).toBe(CLOSE.tryAgain)
    now += 4_000
    say(third, encodeUpdate(crowd(2_000, 250)))
    expect(third.closed).toBeNull()
  })

  it('is the deletion of everything, too, which everybody may say again and again', () => {
    newRoom({ looksPerSecond: 1_000 })
    const editor = join(new TestPeer('editor', 'editor'))
    edit(editor, doc => {
      for (let i = 0; i < 12_000; i++) doc.getMap('model').set(`key ${i}`, 1)
    })
    // Deletions lie between the pieces, so that they are not joined.
    edit(editor, doc => {
      for (let i = 0; i < 12_000; i += 2) doc.getMap('model').delete(`key ${i}`)
    })
    const viewer = join(new TestPeer('viewer', 'viewer'))
    const everything = handmadeUpdate([], [{ client: editor.doc.clientID, clock: 0, length: 12_000 }])
    say(viewer, encodeStep2(everything))
    for (let i = 0; i < 599; i++) {
      say(viewer, encodeUpdate(everything))
      now += 1
    }
    expect(viewer.closed?.code).toBe(CLOSE.tryAgain)
  })

  it('is not looked at when a viewer brings more of it than any page of a viewer does', () => {
    const viewer = join(new TestPeer('viewer', 'viewer'))
    say(viewer, encodeStep2(new Uint8Array(100_000).fill(1)))
    expect(viewer.closed).toBeNull()
    expect(viewer.count('denied')).toBe(1)
  })
})

describe('what the server writes itself', () => {
  const comment = (text: string) => ({
    participant: 'ada',
    bytes: 100,
    apply: (doc: Y.Doc) => void doc.getMap('threads').set(text, text),
  })
  const heardBy = (peer: TestPeer) => {
    const doc = new Y.Doc()
    for (const message of peer.heard)
      if (message.kind === 'update' || message.kind === 'step2') Y.applyUpdate(doc, message.update)
    return doc.getMap('threads').toJSON()
  }

  it('is logged in the name of who asked, told to everybody, and saved only then', () => {
    const viewer = join(new TestPeer('viewer', 'v'))
    const ends: boolean[] = []
    expect(room.write(comment('a'), isSaved => ends.push(isSaved))).toBeNull()
    const batch = room.collect(now)
    expect(batch.rows.map(({ participant }) => participant)).toEqual(['ada'])
    expect([ends, heardBy(viewer)]).toEqual([[], {}])
    room.publish(batch)
    expect([ends, heardBy(viewer)]).toEqual([[true], { a: 'a' }])
  })

  it('is written under an id that nobody else may use, then or later', () => {
    const mallory = join(new TestPeer('annotator', 'mallory'))
    room.write(comment('a'), () => {})
    room.publish(room.collect(now))
    Y.applyUpdate(mallory.doc, Y.encodeStateAsUpdate(room.doc))
    mallory.doc.clientID = room.doc.clientID
    edit(mallory, doc => doc.getMap('annotations').set('k', 'stolen'))
    expect(room.doc.getMap('annotations').size).toBe(0)
    expect(mallory.heard.at(-1)?.kind).toBe('denied')
  })

  it('is written under another id where a participant has the first one', () => {
    const eve = join(new TestPeer('editor', 'eve'))
    const taken = room.doc.clientID
    say(eve, presence(taken, 1, '{}'))
    room.write(comment('a'), () => {})
    expect(Y.getState(room.doc.store, taken)).toBe(0)
    expect(room.doc.getMap('threads').get('a')).toBe('a')
  })

  it('waits for what it found done, too', () => {
    const ends: boolean[] = []
    room.write(comment('a'), () => {})
    const first = room.collect(now)
    room.write({ ...comment('a'), apply: () => {} }, isSaved => ends.push(isSaved))
    room.publish(first)
    expect(ends).toEqual([])
    room.publish(room.collect(now))
    expect(ends).toEqual([true])
  })

  it('is called lost when the room ends before the commit, once', () => {
    const ends: boolean[] = []
    room.write(comment('a'), isSaved => ends.push(isSaved))
    const batch = room.collect(now)
    room.abandon(CLOSE.tryAgain, '')
    room.publish(batch)
    expect(ends).toEqual([false])
    expect(room.write(comment('b'), () => {})).toBe('busy')
  })

  it('finds no room on a full board, and ends a room that it breaks', () => {
    newRoom({ boardBytes: 50 })
    expect(room.write(comment('a'), () => {})).toBe('full')
    newRoom()
    const broken = () => {
      throw new Error('half done')
    }
    expect(room.write({ ...comment('a'), apply: broken }, () => {})).toBe('busy')
    expect(room.isAbandoned).toBe(true)
  })
})
