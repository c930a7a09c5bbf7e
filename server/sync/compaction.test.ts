import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { readLimits } from '../config'
import { linksToStore, newOwnerSecret } from '../links'
import { openSqlite } from '../storage/sqlite'
import { SqliteThread } from '../storage/sqlite-thread'
import type { LoggedUpdate, Storage } from '../storage/storage'
import { deepJson, valueUpdate } from '../testing/value-update'
import { compactBoard } from './compaction'
import { Room } from './room'
import { isSameDocument, readStoredDocument } from './stored-document'

let directory: string
let storage: Storage
let doc: Y.Doc

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  storage = await openSqlite(directory)
  doc = new Y.Doc()
})

afterEach(async () => {
  await storage.close()
  rmSync(directory, { recursive: true, force: true })
})

/** A board with so many updates in its log, and the room that they made. */
async function roomAfter(count: number): Promise<Room> {
  const updates: LoggedUpdate[] = []
  doc.on('update', bytes =>
    updates.push({ boardId: 'b', n: updates.length + 1, participant: 'p', at: 0, bytes }),
  )
  for (let i = 0; i < count; i++) doc.getMap('model').set(`k${i % 7}`, i)
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  await storage.createBoard('b', linksToStore(newOwnerSecret(), rotations), updates[0])
  await storage.appendUpdates(updates.slice(1))
  return new Room('b', { doc, authors: new Map(), last: count }, readLimits({ NODE_ENV: 'test' }), () => {})
}

it('folds a long log into a snapshot that shows the same board', async () => {
  await compactBoard(storage, await roomAfter(600))
  const stored = await storage.loadBoard('b')
  expect(stored.snapshot?.n).toBe(600)
  expect(stored.updates).toEqual([])
  expect(isSameDocument(readStoredDocument(stored).doc, doc)).toBe(true)
})

it('leaves a short log alone', async () => {
  await compactBoard(storage, await roomAfter(20))
  expect((await storage.loadBoard('b')).updates).toHaveLength(20)
})

it('keeps who wrote what, and gives it back', async () => {
  await compactBoard(storage, await roomAfter(600))
  const { authors } = readStoredDocument(await storage.loadBoard('b'))
  expect([...authors]).toEqual([[doc.clientID, 'p']])
})

it('leaves a log alone from which something had to be left out', async () => {
  const room = await roomAfter(600)
  const bytes = valueUpdate(66, deepJson(50_000))
  await storage.appendUpdates([{ boardId: 'b', n: 601, participant: 'p', at: 0, bytes }])
  await compactBoard(storage, room)
  expect((await storage.loadBoard('b')).updates).toHaveLength(601)
})

it('trims nothing when the log does not show what the room shows', async () => {
  const room = await roomAfter(600)
  doc.getMap('model').set('k0', 'never logged')
  await expect(compactBoard(storage, room)).rejects.toThrow('differs')
  expect((await storage.loadBoard('b')).updates).toHaveLength(600)
})

it('keeps a board that is edited meanwhile whole', async () => {
  const room = await roomAfter(1_200)
  const compacting = compactBoard(storage, room)
  await storage.appendUpdates([
    { boardId: 'b', n: 1_201, participant: 'q', at: 0, bytes: valueUpdate(66, '1') },
  ])
  await compacting
  const stored = await storage.loadBoard('b')
  expect(stored.snapshot?.n).toBeGreaterThanOrEqual(1_200)
  expect(readStoredDocument(stored)).toMatchObject({ last: 1_201, leftOut: [] })
})

it('loses nothing wherever the database dies meanwhile, and can be done again (D8)', async () => {
  const room = await roomAfter(600)
  let outcome = 'died'
  for (let statements = 0; outcome === 'died'; statements++) {
    let left = statements
    const { run } = SqliteThread.prototype
    const dying = vi.spyOn(SqliteThread.prototype, 'run').mockImplementation(async function (
      this: SqliteThread,
      ...statement
    ) {
      if (left-- === 0) await this.terminate()
      return run.apply(this, statement)
    })
    outcome = await compactBoard(storage, room).then(
      () => 'done',
      () => 'died',
    )
    dying.mockRestore()
    await storage.close()
    storage = await openSqlite(directory)
    const stored = await storage.loadBoard('b')
    expect(isSameDocument(readStoredDocument(stored).doc, doc)).toBe(true)
    expect(stored.updates).toHaveLength(stored.snapshot === null ? 600 : 0)
  }
  expect((await storage.loadBoard('b')).snapshot?.n).toBe(600)
})
