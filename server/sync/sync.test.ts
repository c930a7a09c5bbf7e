import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { encodeStep2, encodeUpdate } from '@/lib/protocol'
import { readLimits } from '../config'
import { newOwnerSecret } from '../links'
import { eventually, RawClient } from '../testing/raw-client'
import { type TestBoard, TestServer } from '../testing/test-server'
import { deepJson, valueUpdate } from '../testing/value-update'
import { readStoredDocument } from './stored-document'

const TOKEN = 'a-participants-token'
const OTHER_TOKEN = 'another-participants'

let server: TestServer
let board: TestBoard
const open: { close(): unknown }[] = []

beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())
afterEach(async () => {
  await Promise.all(open.splice(0).map(client => client.close()))
})

async function newBoard(): Promise<void> {
  board = await server.createBoard()
}

function client(...protocols: string[]): RawClient {
  const opened = new RawClient(`${server.syncUrl}/${board.id}`, protocols)
  open.push(opened)
  return opened
}

async function synced(...protocols: string[]): Promise<RawClient> {
  const opened = client(...protocols)
  await opened.sync()
  return opened
}

/** A client of y-websocket as it comes, given nothing but the URL and the two subprotocols. */
function stockClient(secret: string): WebsocketProvider {
  const provider = new WebsocketProvider(server.syncUrl, board.id, new Y.Doc(), {
    protocols: ['chainboard', secret],
    // ws is the WebSocket of Node 20; only the types of its events differ from the browser's.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  open.push({ close: () => provider.destroy() })
  return provider
}

const xOf = (doc: Y.Doc) => doc.getMap('model').get('x')
const setX = (value: number) => (doc: Y.Doc) => doc.getMap('model').set('x', value)

async function storedDocument(): Promise<Y.Doc> {
  return readStoredDocument(await server.stored.loadBoard(board.id)).doc
}

describe('two stock clients of y-websocket', () => {
  it('see the seeded board and each other’s edits of the model', async () => {
    await newBoard()
    const first = stockClient(board.secrets.editor)
    const second = stockClient(board.secrets.owner)
    await eventually(() => first.synced && second.synced)
    expect(first.doc.getMap('meta').get('schemaVersion')).toBe(1)
    setX(0.25)(first.doc)
    await eventually(() => xOf(second.doc) === 0.25)
    setX(0.5)(second.doc)
    await eventually(() => xOf(first.doc) === 0.5)
  })

  it('see each other’s presence, and it goes when one leaves', async () => {
    await newBoard()
    const first = stockClient(board.secrets.editor)
    const second = stockClient(board.secrets.viewer)
    second.awareness.setLocalState({ user: { name: 'Ada' } })
    const seen = () => first.awareness.getStates().get(second.doc.clientID)
    await eventually(() => seen()?.user?.name === 'Ada')
    second.destroy()
    await eventually(() => seen() === undefined)
  })

  it('may be viewers whose answers to our step 1 are harmless', async () => {
    await newBoard()
    const viewer = stockClient(board.secrets.viewer)
    await eventually(() => viewer.synced)
    const editor = await synced(board.secrets.editor)
    editor.edit(setX(3))
    await eventually(() => xOf(viewer.doc) === 3)
    expect(viewer.wsconnected).toBe(true)
  })
})

describe('a viewer', () => {
  it('changes nothing for anyone, in memory and after a restart (A1)', async () => {
    await newBoard()
    const witness = await synced(board.secrets.editor)
    const viewer = await synced(board.secrets.viewer)
    const before = xOf(witness.doc)
    viewer.edit(setX(666))
    viewer.edit(setX(667), 'step2')
    viewer.edit(doc => doc.getMap('annotations').set('a', 'ink'))
    expect((await viewer.hear('denied')).reason).toContain('look')
    witness.edit(doc => doc.getMap('model').set('y', 7))
    const reader = await synced(board.secrets.viewer)
    expect(xOf(reader.doc)).toBe(before)
    expect(xOf(witness.doc)).toBe(before)
    await server.restart()
    const late = await synced(board.secrets.editor)
    expect(xOf(late.doc)).toBe(before)
    expect(late.doc.getMap('model').get('y')).toBe(7)
    expect(late.doc.getMap('annotations').size).toBe(0)
  })

  it('is told that its changes are not saved', async () => {
    await newBoard()
    const viewer = await synced(board.secrets.viewer, TOKEN)
    viewer.send(encodeStep2(Y.encodeStateAsUpdate(viewer.doc)))
    expect((await viewer.hear('saved')).count).toBe(1)
    viewer.edit(setX(1))
    viewer.send(encodeStep2(Uint8Array.of(0, 0)))
    await viewer.hear('denied')
    const late = await synced(board.secrets.viewer)
    await late.close()
    expect(viewer.heard.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
  })
})

describe('an annotator', () => {
  it('writes annotations and is sent away for touching the model', async () => {
    await newBoard()
    const witness = await synced(board.secrets.viewer)
    const annotator = await synced(board.secrets.annotator)
    annotator.edit(doc => doc.getMap('annotations').set('a', 'ink'))
    await eventually(() => witness.doc.getMap('annotations').get('a') === 'ink')
    const before = xOf(witness.doc)
    annotator.edit(setX(before === 9 ? 8 : 9))
    const { code, reason } = await annotator.closed
    expect(code).toBe(4400)
    expect(reason).toContain('annotator')
    expect(xOf(await storedDocument())).toBe(before)
  })
})

describe('an editor and an owner', () => {
  it.each(['threads', 'elsewhere'])('are sent away for writing %s', async root => {
    await newBoard()
    for (const secret of [board.secrets.editor, board.secrets.owner]) {
      const writer = await synced(secret)
      writer.edit(doc => doc.getMap(root).set('k', 1))
      expect((await writer.closed).code).toBe(4400)
    }
    expect((await storedDocument()).getMap(root).size).toBe(0)
  })

  it('differ in the lesson, which is the owner’s', async () => {
    await newBoard()
    const owner = await synced(board.secrets.owner)
    const editor = await synced(board.secrets.editor)
    owner.edit(doc => doc.getMap('lesson').set('page', 1))
    await eventually(() => editor.doc.getMap('lesson').get('page') === 1)
    editor.edit(doc => doc.getMap('lesson').set('page', 2))
    expect((await editor.closed).code).toBe(4400)
  })
})

describe('a change', () => {
  it('is in the log before anybody sees it, and then it is acknowledged', async () => {
    await newBoard()
    const witness = await synced(board.secrets.viewer)
    const editor = await synced(board.secrets.editor, TOKEN)
    editor.edit(setX(42))
    await eventually(() => xOf(witness.doc) === 42)
    expect(xOf(await storedDocument())).toBe(42)
    expect((await editor.hear('saved')).count).toBe(1)
  })

  it('comes back to its author too, in one frame with what others did', async () => {
    await newBoard()
    const editor = await synced(board.secrets.editor)
    editor.edit(setX(43))
    await editor.hear('update')
  })

  it('that builds on something unknown counts as saved with the answer to our step 1', async () => {
    await newBoard()
    const editor = await synced(board.secrets.editor, TOKEN)
    setX(1)(editor.doc)
    editor.edit(setX(2))
    editor.send(encodeStep2(Y.encodeStateAsUpdate(editor.doc)))
    expect((await editor.hear('saved')).count).toBe(2)
    expect(xOf(await storedDocument())).toBe(2)
  })

  it('that builds on something unknown after that is asked for again, once', async () => {
    await newBoard()
    const editor = await synced(board.secrets.editor)
    editor.send(encodeStep2(Uint8Array.of(0, 0)))
    setX(1)(editor.doc)
    editor.edit(setX(2))
    await editor.until(() => editor.heard.filter(({ kind }) => kind === 'step1')[1])
    setX(3)(editor.doc)
    editor.edit(setX(4), 'step2')
    expect((await editor.closed).code).toBe(4400)
  })

  it('under a client id of another participant is not taken (A8)', async () => {
    await newBoard()
    const victim = await synced(board.secrets.editor, TOKEN)
    victim.edit(setX(1))
    await victim.hear('update')
    const attacker = await synced(board.secrets.editor, OTHER_TOKEN)
    const known = Y.getState(victim.doc.store, victim.doc.clientID)
    attacker.doc.clientID = victim.doc.clientID
    expect(Y.getState(attacker.doc.store, victim.doc.clientID)).toBe(known)
    attacker.edit(setX(2))
    expect((await attacker.hear('denied')).reason).toContain('somebody else')
    victim.edit(setX(3))
    await eventually(() => victim.heard.filter(({ kind }) => kind === 'update').length > 1)
    expect(xOf(await storedDocument())).toBe(3)
  })

  it('under a client id of another participant is not taken after a restart either (A8)', async () => {
    await newBoard()
    const victim = await synced(board.secrets.editor, TOKEN)
    victim.edit(setX(1))
    await victim.hear('update')
    await server.restart()
    const attacker = await synced(board.secrets.editor, OTHER_TOKEN)
    attacker.doc.clientID = victim.doc.clientID
    attacker.edit(setX(2))
    await attacker.hear('denied')
    const again = await synced(board.secrets.editor, TOKEN)
    again.doc.clientID = victim.doc.clientID
    again.edit(setX(3))
    await again.hear('saved')
    expect(xOf(await storedDocument())).toBe(3)
  })

  it.each([
    ['random bytes (Y1)', Uint8Array.of(20, 255, 255, 255, 3, 7)],
    ['a jump of the clock by a garbage struct (Y5)', Uint8Array.of(1, 1, 9, 5, 0, 100, 0)],
  ])('of %s ends its connection alone', async (_what, bytes) => {
    await newBoard()
    const honest = await synced(board.secrets.editor)
    const hostile = await synced(board.secrets.editor)
    hostile.send(encodeStep2(bytes))
    expect((await hostile.closed).code).toBe(4400)
    honest.edit(setX(5))
    await honest.hear('update')
  })

  it('that a browser sends in many pieces is taken', async () => {
    await newBoard()
    const witness = await synced(board.secrets.viewer)
    const text = 'x'.repeat(200_000)
    const frame = encodeUpdate(valueUpdate(77, JSON.stringify(text)))
    const socket = new WebSocket(`${server.syncUrl}/${board.id}`, ['chainboard', board.secrets.editor])
    open.push(socket)
    await new Promise(resolve => socket.on('open', resolve))
    for (let at = 0; at < frame.length; at += 1_000) {
      socket.send(frame.subarray(at, at + 1_000), { fin: at + 1_000 >= frame.length })
    }
    await eventually(() => witness.doc.getMap('model').get('value') === text)
  })

  it('that is too large is refused for good', async () => {
    await newBoard()
    const editor = await synced(board.secrets.editor)
    editor.send(encodeUpdate(new Uint8Array(1_048_577)))
    expect((await editor.closed).code).toBe(4413)
  })

  it('that is larger than a whole board is refused for good too', async () => {
    const limits = readLimits({ NODE_ENV: 'test', LIMIT_BOARD_BYTES: '100000' })
    const small = await TestServer.start({ limits })
    const { id, secrets } = await small.createBoard()
    const editor = new RawClient(`${small.syncUrl}/${id}`, [secrets.editor])
    await editor.sync()
    editor.send(encodeStep2(new Uint8Array(3_000_000)))
    expect((await editor.closed).code).toBe(4413)
    await small.stop()
  })
})

describe('a connection', () => {
  it('is told who it is when it brought a token, and never hears our own types otherwise', async () => {
    await newBoard()
    const named = await synced(board.secrets.annotator, TOKEN)
    const { notice } = await named.hear('notice')
    expect(notice).toEqual({
      kind: 'welcome',
      role: 'annotator',
      participant: expect.stringMatching(/^[\w-]{16}$/),
      generation: server.stored.generation,
    })
    const plain = await synced(board.secrets.editor)
    plain.edit(setX(1))
    await plain.hear('update')
    expect(plain.heard.some(({ kind }) => kind === 'notice' || kind === 'saved')).toBe(false)
  })

  it.each([
    ['no secret', []],
    ['a secret that is none', ['secret']],
    ['a secret of another board', ['B'.repeat(43)]],
  ])('with %s is closed with 4401', async (_what, protocols) => {
    await newBoard()
    expect((await client(...protocols).closed).code).toBe(4401)
  })

  it('from our own page is taken', async () => {
    await newBoard()
    const opened = new RawClient(`${server.syncUrl}/${board.id}`, [board.secrets.viewer], {
      origin: server.origin,
    })
    await opened.sync()
    await opened.close()
  })

  it('that sends too fast is refused for good', async () => {
    await newBoard()
    const flooder = await synced(board.secrets.editor)
    for (let i = 0; i < 2_000; i++) flooder.send(Uint8Array.of(3))
    expect((await flooder.closed).code).toBe(4429)
  })

  it('leaves when the server restarts, and may come back', async () => {
    await newBoard()
    const first = await synced(board.secrets.editor)
    first.edit(setX(8))
    await first.hear('update')
    await server.restart()
    expect((await first.closed).code).toBe(1012)
    expect(xOf((await synced(board.secrets.viewer)).doc)).toBe(8)
  })
})

describe('a board that cannot be loaded', () => {
  it('is closed with "try again" and never shown empty', async () => {
    await newBoard()
    await server.stored.appendUpdates([
      { boardId: board.id, n: 2, participant: 'p', at: 1, bytes: Uint8Array.of(1, 1, 9, 5, 0, 100, 0) },
    ])
    const visitor = client(board.secrets.editor)
    expect((await visitor.closed).code).toBe(4500)
    expect(visitor.heard).toEqual([])
  })
})

describe('a board whose log holds an update that nobody can write down again', () => {
  it('opens without it, keeps it in the log and says so', async () => {
    await newBoard()
    const bytes = valueUpdate(66, deepJson(50_000))
    await server.stored.appendUpdates([{ boardId: board.id, n: 2, participant: 'p', at: 1, bytes }])
    const editor = await synced(board.secrets.editor, TOKEN)
    expect(editor.doc.getMap('meta').get('schemaVersion')).toBe(1)
    editor.edit(setX(6))
    await editor.hear('saved')
    expect(xOf(await storedDocument())).toBe(6)
    expect((await server.stored.loadBoard(board.id)).updates.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(server.lines.join()).toMatch(/"updates":\[2\].*left out/)
  })
})

describe('replacing a link', () => {
  it('ends the connections through it, and leaves the others alone (A4)', async () => {
    await newBoard()
    const editor = await synced(board.secrets.editor)
    const viewer = await synced(board.secrets.viewer)
    const bearer = { Authorization: `Bearer ${board.secrets.owner}` }
    const response = await server.post(`/api/boards/${board.id}/rotate`, { role: 'editor' }, bearer)
    expect(response.status).toBe(200)
    expect((await editor.closed).code).toBe(4403)
    expect((await client(board.secrets.editor).closed).code).toBe(4401)
    const { links } = (await response.json()) as { links: { editor: string } }
    const renewed = await synced(links.editor.split('#')[1] ?? '')
    renewed.edit(setX(77))
    await eventually(() => xOf(viewer.doc) === 77)
  })

  it('of the owner ends every connection', async () => {
    await newBoard()
    const clients = await Promise.all(Object.values(board.secrets).map(secret => synced(secret)))
    const bearer = { Authorization: `Bearer ${board.secrets.owner}` }
    const body = { role: 'owner', secret: newOwnerSecret() }
    await server.post(`/api/boards/${board.id}/rotate`, body, bearer)
    for (const { closed } of clients) expect((await closed).code).toBe(4403)
  })
})

it('logs no secret and no token', async () => {
  await newBoard()
  await synced(board.secrets.owner, TOKEN)
  const text = server.lines.join('')
  for (const secret of [...Object.values(board.secrets), TOKEN]) expect(text).not.toContain(secret)
})
