import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBoard, openThreads, type Thread } from '@/lib/board'
import { participantId, type Role } from '@/lib/protocol'
import { readLimits } from '../config'
import { StorageTrouble } from '../storage/storage'
import { readStoredDocument } from '../sync/stored-document'
import { RawClient } from '../testing/raw-client'
import { type TestBoard, TestServer } from '../testing/test-server'

const ADA = 'adas-own-random-token'
const BOB = 'bobs-own-random-token'
const LIMITS = { LIMIT_THREADS: '3', LIMIT_THREAD_MESSAGES: '3', LIMIT_COMMENT_CHARACTERS: '40' }

let server: TestServer
let board: TestBoard

const start = (limits: Record<string, string> = {}) => {
  const env = { NODE_ENV: 'test', LIMIT_BOARDS_PER_HOUR: '1000', LIMIT_COMMENTS_PER_MINUTE: '1000' } as const
  return TestServer.start({ limits: readLimits({ ...env, ...LIMITS, ...limits }) })
}
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.stop())

interface As {
  readonly role?: Role
  readonly token?: string
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  { role = 'annotator', token = ADA }: As = {},
) {
  const response = await fetch(`${server.origin}/api/boards/${board.id}/threads${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${board.secrets[role]}`,
      'Content-Type': 'application/json',
      ...(token !== '' && { 'Chainboard-Participant': token }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  return { status: response.status, code: answer.error?.code, ...answer }
}
const begin = (text = 'why?', as: As = {}, more: object = {}) =>
  send('POST', '', { x: 1, y: 2, message: { name: 'Ada', text }, ...more }, as)

/** The threads that are on the disk. */
async function stored(): Promise<readonly Thread[]> {
  const { doc } = readStoredDocument(await server.stored.loadBoard(board.id))
  return openThreads(openBoard(doc)).list()
}
const newBoard = async () => {
  board = await server.createBoard()
}

describe('a thread', () => {
  it('is on the disk when it is answered, with the author and the time that the server knows', async () => {
    await newBoard()
    const before = Date.now()
    const anchor = { to: 'quantity', quantity: 'delta/1-t-0', dx: 0, dy: 0 }
    const forged = { by: 'mallory', at: 1, resolved: true }
    const { status, id, message } = await begin('why?', {}, { anchor, ...forged })
    expect(status).toBe(201)
    const [thread] = await stored()
    const by = participantId(ADA, board.id)
    expect(thread).toMatchObject({ id, x: 1, y: 2, anchor, by, name: 'Ada', resolved: null })
    expect(thread?.messages).toMatchObject([{ id: message, by, text: 'why?' }])
    expect(thread?.at).toBeGreaterThanOrEqual(before)
    const rows = (await server.stored.loadBoard(board.id)).updates
    expect(rows.at(-1)?.participant).toBe(by)
  })

  it('reaches everybody who is on the board, viewers too, and those who come later', async () => {
    await newBoard()
    const viewer = new RawClient(`${server.syncUrl}/${board.id}`, [board.secrets.viewer])
    await viewer.sync()
    await begin('do you see?')
    await viewer.until(() => (viewer.doc.getMap('threads').size === 1 ? true : undefined))
    const later = new RawClient(`${server.syncUrl}/${board.id}`, [board.secrets.viewer])
    await later.sync()
    expect(openThreads(openBoard(later.doc)).list()[0]?.messages[0]?.text).toBe('do you see?')
    await Promise.all([viewer.close(), later.close()])
  })

  it('is answered, resolved, opened again, and there after a restart', async () => {
    await newBoard()
    const { id } = await begin()
    expect((await send('POST', `/${id}/messages`, { name: 'Bob', text: 'so' }, { token: BOB })).status).toBe(
      201,
    )
    expect((await send('PATCH', `/${id}`, { resolved: true, name: 'Bob' }, { token: BOB })).status).toBe(200)
    expect((await stored())[0]?.resolved?.name).toBe('Bob')
    await send('PATCH', `/${id}`, { resolved: false, name: 'Ada' })
    await server.restart()
    const [thread] = await stored()
    expect(thread?.resolved).toBeNull()
    expect(thread?.messages.map(({ name, text }) => [name, text])).toEqual([
      ['Ada', 'why?'],
      ['Bob', 'so'],
    ])
    expect((await send('POST', `/${id}/messages`, { name: 'Ada', text: 'thanks' })).status).toBe(201)
  })

  it('mentions those whose names its text says', async () => {
    await newBoard()
    const mentions = [
      { id: 'bob0', name: 'Bob' },
      { id: 'eve0', name: 'Eve' },
      { id: '<b>', name: 'Bob' },
    ]
    await send('POST', '', { x: 1, y: 2, message: { name: 'Ada', text: 'see @Bob', mentions } })
    expect((await stored())[0]?.messages[0]?.mentions).toEqual([{ id: 'bob0', name: 'Bob' }])
  })

  it('is written once, however often the request is sent', async () => {
    await newBoard()
    const asked = { id: 't1', message: { id: 'm1', name: 'Ada', text: 'once' } }
    const answers = await Promise.all([begin('', {}, asked), begin('', {}, asked), begin('', {}, asked)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await stored()).toHaveLength(1)
    expect(await begin('', { token: BOB }, asked)).toMatchObject({ status: 409, code: 'taken' })
  })
})

describe('a comment', () => {
  it('is changed by its author alone, and deleted by its author or the owner', async () => {
    await newBoard()
    const { id, message } = await begin()
    const path = `/${id}/messages/${message}`
    const other = { token: BOB, role: 'editor' } as const
    expect(await send('PATCH', path, { text: 'mine' }, other)).toMatchObject({
      status: 403,
      code: 'not_yours',
    })
    expect((await send('DELETE', path, undefined, other)).status).toBe(403)
    expect((await send('PATCH', path, { text: 'theirs' }, { token: BOB, role: 'owner' })).status).toBe(403)
    expect((await send('PATCH', path, { text: 'better' })).status).toBe(200)
    expect((await stored())[0]?.messages[0]).toMatchObject({ text: 'better', edited: expect.any(Number) })
    expect((await send('DELETE', path, undefined, { token: BOB, role: 'owner' })).status).toBe(200)
    expect(await stored()).toEqual([])
    expect(await send('DELETE', path)).toMatchObject({ status: 404, code: 'no_such_message' })
  })

  it('of somebody without a token is changed by nobody, for nobody can show that it was theirs', async () => {
    await newBoard()
    const { id, message } = await begin('anonymous', { token: '' })
    const path = `/${id}/messages/${message}`
    expect((await send('PATCH', path, { text: 'changed' }, { token: '' })).status).toBe(403)
    expect((await send('DELETE', path, undefined, { token: '' })).status).toBe(403)
    expect((await send('DELETE', path, undefined, { token: '', role: 'owner' })).status).toBe(200)
  })
})

describe('what is refused', () => {
  it('is everything that a viewer writes (A2)', async () => {
    await newBoard()
    const { id, message } = await begin()
    const viewer = { role: 'viewer' } as const
    for (const [method, path, body] of [
      ['POST', '', { x: 1, y: 2, message: { name: 'V', text: 'hi' } }],
      ['POST', `/${id}/messages`, { name: 'V', text: 'hi' }],
      ['PATCH', `/${id}`, { resolved: true, name: 'V' }],
      ['PATCH', `/${id}/messages/${message}`, { text: 'hi' }],
      ['DELETE', `/${id}/messages/${message}`, undefined],
    ] as const)
      expect(await send(method, path, body, viewer)).toMatchObject({ status: 403, code: 'read_only' })
    expect((await stored())[0]).toMatchObject({ resolved: null, messages: [{ text: 'why?' }] })
  })

  it.each([
    ['without a text', { message: { name: 'Ada', text: ' \n' } }, 400, 'no_text'],
    ['whose text is none', { message: { name: 'Ada', text: ['x'] } }, 400, 'no_text'],
    ['that is too long', { message: { name: 'Ada', text: 'x'.repeat(41) } }, 413, 'too_long'],
    ['at no place', { x: '1' }, 400, 'no_place'],
    ['beyond the world', { y: 1e300 }, 400, 'no_place'],
    ['on something odd', { anchor: { to: 'moon' } }, 400, 'bad_anchor'],
    ['of an odd name', { id: '__proto__' }, 400, 'bad_request'],
  ])('is a thread %s', async (_what, change, status, code) => {
    await newBoard()
    expect(await begin('why?', {}, change)).toMatchObject({ status, code })
    expect(await stored()).toEqual([])
  })

  it('is more than the limits allow, told in words (H7)', async () => {
    await newBoard()
    const { id } = await begin('1')
    await begin('2')
    await begin('3')
    expect(await begin('4')).toMatchObject({ status: 413, code: 'too_many_threads' })
    for (const text of ['a', 'b']) await send('POST', `/${id}/messages`, { name: 'Ada', text })
    const more = await send('POST', `/${id}/messages`, { name: 'Ada', text: 'c' })
    expect(more).toMatchObject({ status: 413, code: 'too_many_messages' })
  })

  it('is what is said of threads that are not there, and of boards that are not', async () => {
    await newBoard()
    expect(await send('PATCH', '/nothing', { resolved: true, name: 'A' })).toMatchObject({
      status: 404,
      code: 'no_such_thread',
    })
    board = { ...board, id: 'A'.repeat(22) }
    expect(await begin()).toMatchObject({ status: 404, code: 'no_such_board' })
  })
})

it('an address comments so often in a minute, and is then told to wait', async () => {
  const usual = server
  server = await start({ LIMIT_COMMENTS_PER_MINUTE: '2', LIMIT_THREADS: '9' })
  await newBoard()
  const statuses = [await begin(), await begin(), await begin()].map(({ status }) => status)
  expect(statuses).toEqual([201, 201, 429])
  await server.stop()
  server = usual
})

it('a link that is replaced while a comment is on its way writes nothing (A4)', async () => {
  await newBoard()
  const loading = server.stored.loadBoard.bind(server.stored)
  const { owner } = board.secrets
  // The board is loaded for the comment: meanwhile the owner replaces the annotators' link.
  server.stored.loadBoard = async id => {
    server.stored.loadBoard = loading
    await server.post(
      `/api/boards/${board.id}/rotate`,
      { role: 'annotator' },
      { Authorization: `Bearer ${owner}` },
    )
    return loading(id)
  }
  expect((await begin()).status).toBe(401)
  expect(await stored()).toEqual([])
})

it('while the storage cannot save, nothing is called saved; a comment that is sent again is there once', async () => {
  await newBoard()
  const asked = { id: 't', message: { id: 'm', name: 'Ada', text: 'kept' } }
  await begin('', {}, { id: 'before', message: { id: 'b', name: 'Ada', text: 'before' } })
  const append = server.stored.appendUpdates.bind(server.stored)
  let attempts = 0
  server.stored.appendUpdates = () => {
    attempts++
    return Promise.reject(new StorageTrouble('full', 'No space'))
  }
  const first = begin('', {}, asked)
  await vi.waitUntil(() => attempts > 0)
  expect(await begin('', {}, asked)).toMatchObject({ status: 507, code: 'storage_full' })
  server.stored.appendUpdates = append
  expect((await first).status).toBe(201)
  expect((await begin('', {}, asked)).status).toBe(201)
  expect((await stored()).map(({ id }) => id)).toEqual(['before', 't'])
})
