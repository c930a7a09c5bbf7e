import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type SqliteOptions, SqliteThread } from './sqlite-thread'
import { StorageTrouble } from './storage'
import { ThreadedSqlite } from './threaded-sqlite'

let directory: string
let thread: SqliteThread
let dialect: ThreadedSqlite
let db: Kysely<{ t: { x: number } }>
let deaths: Error[]
let options: SqliteOptions

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  deaths = []
  options = {
    path: join(directory, 'db'),
    readonly: false,
    pragmas: ['journal_mode = WAL'],
    required: {},
    patience: 100,
  }
  thread = await SqliteThread.open(options, error => deaths.push(error))
  dialect = new ThreadedSqlite(thread)
  db = new Kysely({ dialect })
  await thread.run('CREATE TABLE t (x INTEGER PRIMARY KEY)', [])
})

afterEach(async () => {
  await db.destroy()
  rmSync(directory, { recursive: true, force: true })
})

const insert = (x: number) => db.insertInto('t').values({ x }).execute()
const insertions = (rows: readonly number[]) =>
  rows.map(x => ({ sql: 'INSERT INTO t VALUES (?)', parameters: [x] }))
const stored = async () => (await db.selectFrom('t').select('x').execute()).map(({ x }) => x)

/** Asks again while the answer is trouble. */
async function atLast<Result>(task: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof StorageTrouble)) throw error
      await new Promise(resolve => setTimeout(resolve, 20)) // asked again, not waited for
    }
  }
}

it('does not mix the statements of two transactions', async () => {
  const inTurn = (from: number) =>
    db.transaction().execute(async transaction => {
      for (let x = from; x < from + 5; x++) await transaction.insertInto('t').values({ x }).execute()
      if (from === 10) throw new Error('taken back')
    })
  await Promise.allSettled([inTurn(0), inTurn(10), dialect.write(insertions([30, 31])), inTurn(20)])
  expect(await stored()).toEqual([0, 1, 2, 3, 4, 20, 21, 22, 23, 24, 30, 31])
})

it('writes statements as a whole, or not at all', async () => {
  await expect(dialect.write(insertions([1, 2, 1]))).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  })
  expect(await stored()).toEqual([])
  await dialect.write(insertions([1, 2]))
  expect(await stored()).toEqual([1, 2])
})

it('waits for another that reads the log of a crash', async () => {
  await thread.run('CREATE TABLE large (bytes BLOB)', [])
  await thread.run('PRAGMA wal_autocheckpoint = 0', [])
  await thread.run('INSERT INTO large VALUES (zeroblob(?))', [100 * 1_048_576])
  const path = join(directory, 'crashed')
  for (const end of ['', '-wal']) copyFileSync(options.path + end, path + end)
  const opening = { ...options, path, patience: 20_000 }
  const both = await Promise.all([1, 2].map(() => SqliteThread.open(opening, error => deaths.push(error))))
  await Promise.all(both.map(opened => opened.close()))
})

it('tells of SQLite’s own errors with their code', async () => {
  await insert(1)
  await expect(insert(1)).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
})

it('fails as unavailable when it dies, and starts again', async () => {
  await insert(1)
  const asked = insert(2)
  await thread.terminate()
  await expect(asked).rejects.toMatchObject({ state: 'unavailable' })
  await atLast(() => insert(4))
  expect((await stored()).filter(x => x !== 2)).toEqual([1, 4])
  expect(deaths).toHaveLength(1)
})

it('does not go on with a transaction whose connection died', async () => {
  const transaction = db.transaction().execute(async transaction => {
    await transaction.insertInto('t').values({ x: 1 }).execute()
    await thread.terminate()
    await atLast(() => thread.run('SELECT 1', [])) // another life
    await transaction.insertInto('t').values({ x: 2 }).execute()
  })
  await expect(transaction).rejects.toBeInstanceOf(StorageTrouble)
  expect(await stored()).toEqual([])
  await insert(3)
  expect(await stored()).toEqual([3])
})

it('rests when nothing was asked of it for a while, and wakes for the next statement', async () => {
  const resting = await SqliteThread.open({ ...options, restAfter: 1 }, error => deaths.push(error))
  await expect.poll(() => resting.isRunning).toBe(false)
  const { life } = resting
  await resting.run('INSERT INTO t VALUES (1)', [])
  expect(await stored()).toEqual([1])
  await expect(resting.run('INSERT INTO t VALUES (2)', [], life)).rejects.toBeInstanceOf(StorageTrouble)
  await resting.close()
  expect(deaths).toEqual([])
})
