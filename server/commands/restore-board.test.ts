import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { linksToStore, newOwnerSecret } from '../links'
import { databaseIn } from '../storage/data-directory'
import { openSqlite } from '../storage/sqlite'
import type { Storage } from '../storage/storage'
import { readStoredDocument } from '../sync/stored-document'
import { valueUpdate } from '../testing/value-update'
import { BoardRestoration, NotRestorable } from './board-restoration'

const COMMAND = join(import.meta.dirname, 'restore-board.ts')
const TSX = join(import.meta.dirname, '../../node_modules/.bin/tsx')
const NOON = Date.parse('2026-11-25T12:00:00Z')

let dataDir: string

/** A board on which one participant after the other sets `model.value`, a minute apart. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'chainboard-restore-board-'))
  await withStorage(async storage => {
    const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
    const [first, ...others] = ['ada', 'ada', 'ben', 'ada'].map((participant, i) => {
      const bytes = valueUpdate(10 + i, `"value ${i + 1}"`)
      return { boardId: 'a', n: i + 1, participant, at: NOON + i * 60_000, bytes }
    })
    await storage.createBoard('a', linksToStore(newOwnerSecret(), rotations), first)
    await storage.appendUpdates(others)
  })
})

afterEach(() => rmSync(dataDir, { recursive: true }))

async function withStorage<Result>(task: (storage: Storage) => Promise<Result>): Promise<Result> {
  const storage = await openSqlite(dataDir)
  try {
    return await task(storage)
  } finally {
    await storage.close()
  }
}

const board = () => withStorage(async storage => readStoredDocument(await storage.loadBoard('a')))
const value = async () => (await board()).doc.getMap('model').get('value')

/** Runs the command as an operator does. Without a code, a signal has ended it. */
function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return runIn(dataDir, ...args)
}

function runIn(directory: string, ...args: string[]): ReturnType<typeof run> {
  const env = { ...process.env, DATA_DIR: directory, DATABASE_URL: '' }
  return new Promise(resolve => {
    const child = execFile(TSX, [COMMAND, ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    )
  })
}

it('says who changed a board when, in a line for all that somebody did in a row', async () => {
  const { code, out } = await run('a')
  expect(code).toBe(0)
  expect(out.trim().split('\n')).toEqual([
    '2026-11-25T12:00:00.000Z to 2026-11-25T12:01:00.000Z  changes 1–2  by ada, then 0 elements',
    '2026-11-25T12:02:00.000Z to 2026-11-25T12:02:00.000Z  change 3  by ben, then 0 elements',
    '2026-11-25T12:03:00.000Z to 2026-11-25T12:03:00.000Z  change 4  by ada, then 0 elements',
  ])
})

it('restores what a board was before a time, by one more change, which can be restored away', async () => {
  const now = await value()
  const { code, out } = await run('a', '--before', '2026-11-25T12:01:30Z')
  expect([code, out]).toEqual([0, expect.stringContaining('as it was before change 3, by change 5')])
  expect(await value()).toBe('value 2')
  const { last, authors } = await board()
  expect(last).toBe(5)
  expect([...authors.values()].at(-1)).toBe('server')
  expect((await run('a', '--before-change', '3')).out).toContain('says what it said before change 3')
  await run('a', '--before-change', '5')
  expect(await value()).toBe(now)
})

it.each([
  ['b', '--before-change', '2', 'There is no board b here.'],
  ['a', '--before', 'yesterday', '"yesterday" is no time'],
  ['a', '--before', '2026-11-26', 'Nothing has changed since'],
  ['a', '--before', '2026-11-24', 'before changes 2 to 4'],
  ['a', '--before-change', '1', 'before changes 2 to 4'],
  ['a', '--before-change', '5', 'before changes 2 to 4'],
] as const)('says in words why it does nothing (%s %s %s)', async (id, option, value, words) => {
  await withStorage(async storage => {
    const restored = BoardRestoration.of(storage, id).then(board => board.restore(option, value))
    await expect(restored).rejects.toThrow(words)
    await expect(restored).rejects.toThrow(NotRestorable)
  })
  expect((await board()).last).toBe(4)
})

it('says how it is used', async () => {
  expect(await run('a', '--after', '5')).toMatchObject({ code: 2, err: expect.stringContaining('Usage') })
})

it('takes an id that begins with a dash for an id', async () => {
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  const first = { boardId: '-b', n: 1, participant: 'eve', at: NOON, bytes: valueUpdate(9, '1') }
  await withStorage(storage => storage.createBoard('-b', linksToStore(newOwnerSecret(), rotations), first))
  expect(await run('-b')).toMatchObject({ code: 0, out: expect.stringContaining('by eve') })
  expect(await run('--before', '5')).toMatchObject({ code: 2, err: expect.stringContaining('Usage') })
})

it('says that there is no database where there is none, and makes none', async () => {
  const mistyped = join(dataDir, 'bords')
  expect(await runIn(mistyped, 'a')).toEqual({
    code: 1,
    out: '',
    err: `There is no database in ${mistyped}. Set DATA_DIR to the directory of the boards.\n`,
  })
  expect(existsSync(mistyped)).toBe(false)
})

it('says in a line that a board is damaged', async () => {
  const database = new Database(databaseIn(dataDir))
  database.exec("UPDATE board_update SET bytes = x'0000' WHERE n = 1")
  database.close()
  const { code, err } = await run('a', '--before-change', '3')
  expect([code, err]).toEqual([1, 'The first update of the board cannot be read\n'])
})

it('does nothing under a running server', async () => {
  await withStorage(async storage => {
    const { code, err } = await run('a', '--before-change', '3')
    expect([code, err]).toEqual([1, expect.stringContaining('Another Chainboard is using')])
    expect((await storage.loadBoard('a')).updates).toHaveLength(4)
  })
})
