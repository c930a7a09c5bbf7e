import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Connection, connect, isSaved, type Socket } from '@/lib/connection'
import { eventually } from '../testing/raw-client'
import { type TestBoard, TestServer } from '../testing/test-server'

interface Page {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly connection: Connection
}

let server: TestServer
let board: TestBoard
let pages: Page[]

beforeEach(async () => {
  server = await TestServer.start()
  board = await server.createBoard()
  pages = []
})

afterEach(async () => {
  for (const { connection, awareness } of pages) {
    connection.close()
    awareness.destroy()
  }
  await server.stop()
})

/** What our page does, over real sockets. */
function openPage(secret: string, token: string, generation: string | null = null): Page {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const connection = connect({
    doc,
    awareness,
    url: `${server.syncUrl}/${board.id}`,
    protocols: ['chainboard', secret, token],
    generation,
    // ws differs from a browser's WebSocket only in the types of its events.
    openSocket: (url, protocols) => new WebSocket(url, [...protocols]) as unknown as Socket,
    clock: {
      now: () => Date.now(),
      after(ms, task) {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
    },
    random: Math.random,
  })
  const page = { doc, awareness, connection }
  pages.push(page)
  return page
}

const set = (page: Page, key: string, value: number) => page.doc.getMap('model').set(key, value)
const get = (page: Page, key: string) => page.doc.getMap('model').get(key)
const saved = (page: Page) => isSaved(page.connection.status())

it('says saved when the log has it, and knows who it is', async () => {
  const page = openPage(board.secrets.editor, 'a-participants-token')
  await eventually(() => saved(page))
  set(page, 'x', 7)
  expect(saved(page)).toBe(false)
  await eventually(() => saved(page))
  expect(page.connection.status()).toMatchObject({ phase: 'online', role: 'editor', unsaved: 0 })
})

it('brings what was changed offline back, and merges it with what others did meanwhile', async () => {
  const [away, here] = [
    openPage(board.secrets.editor, 'token-of-somebody-1'),
    openPage(board.secrets.editor, 'token-of-somebody-2'),
  ]
  await eventually(() => saved(away) && saved(here))
  away.connection.goOffline()
  set(away, 'x', 1)
  set(away, 'eta', 2)
  set(here, 'y', 3)
  expect(away.connection.status()).toMatchObject({ phase: 'offline', unsaved: 2 })
  away.connection.goOnline()
  await eventually(() => saved(away) && get(away, 'y') === 3)
  await eventually(() => get(here, 'x') === 1 && get(here, 'eta') === 2)
})

it('brings a layer that was added, changed and removed offline without harm', async () => {
  const page = openPage(board.secrets.editor, 'token-of-somebody-1')
  await eventually(() => saved(page))
  page.connection.goOffline()
  const model = page.doc.getMap('model')
  model.set('extra', new Y.Map([['w', 1]]))
  model.delete('extra')
  set(page, 'x', 4)
  page.connection.goOnline()
  await eventually(() => saved(page))
  expect(page.connection.status().phase).toBe('online')
})

it('comes back by itself after a restart, with everything, and is seen again at once', async () => {
  const [first, second] = [
    openPage(board.secrets.editor, 'token-of-somebody-1'),
    openPage(board.secrets.viewer, 'token-of-somebody-2'),
  ]
  await eventually(() => saved(first) && second.connection.status().phase === 'online')
  set(first, 'x', 11)
  await eventually(() => saved(first))
  await server.restart()
  set(first, 'y', 12)
  await eventually(() => saved(first) && get(second, 'y') === 12)
  expect(get(second, 'x')).toBe(11)
  first.awareness.setLocalState({ user: { name: 'Ada' } })
  await eventually(() => second.awareness.getStates().get(first.doc.clientID)?.user?.name === 'Ada')
})

it('tells a viewer that what it changed is not saved, and why', async () => {
  const page = openPage(board.secrets.viewer, 'token-of-somebody-1')
  await eventually(() => saved(page))
  set(page, 'x', 1)
  set(page, 'x', 2)
  await eventually(() => page.connection.status().denial === 'This link lets you look, not change.')
  expect(page.connection.status().unsaved).toBe(2)
  expect(saved(page)).toBe(false)
})

it('names the storage, and keeps a page away from it that is in step with another (D17)', async () => {
  const page = openPage(board.secrets.editor, 'token-of-somebody-1')
  await eventually(() => saved(page))
  expect(page.connection.status().generation).toBe(server.stored.generation)
  const stranger = openPage(board.secrets.editor, 'token-of-somebody-1', 'of another storage')
  set(stranger, 'x', 99)
  await eventually(() => stranger.connection.status().phase === 'replaced')
  expect(get(stranger, 'y')).toBeUndefined()
  set(page, 'y', 5)
  await eventually(() => saved(page))
  expect(get(page, 'x')).not.toBe(99)
})

it('is refused with the server’s words when its link is replaced', async () => {
  const page = openPage(board.secrets.viewer, 'token-of-somebody-1')
  await eventually(() => saved(page))
  const bearer = { Authorization: `Bearer ${board.secrets.owner}` }
  await server.post(`/api/boards/${board.id}/rotate`, { role: 'viewer' }, bearer)
  await eventually(() => page.connection.status().phase === 'refused')
  expect(page.connection.status().refusal).toEqual({
    code: 4403,
    message: 'This link was replaced. Ask for the new one.',
  })
})
