import { afterAll, afterEach, beforeAll, beforeEach, it } from 'vitest'
import { encodeUpdate } from '@/lib/protocol'
import { RawClient } from '../testing/raw-client'
import { type TestBoard, TestServer } from '../testing/test-server'
import { HonestPeople } from './honest'

let server: TestServer
let board: TestBoard
let people: HonestPeople

beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())
beforeEach(async () => {
  board = await server.createBoard()
  people = await HonestPeople.join(server, board)
})
afterEach(() => people.leave())

it('Y1 random bytes end their connection alone', async () => {
  const hostile = new RawClient(`${server.syncUrl}/${board.id}`, [board.secrets.editor])
  await hostile.sync()
  hostile.send(encodeUpdate(Uint8Array.of(20, 255, 255, 255, 3, 7)))
  await hostile.closed
  await people.expectUnharmed()
})
