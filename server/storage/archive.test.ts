import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { forEachRole } from '../links'
import { packUpdates, unpackUpdates } from './archive'
import { databaseIn } from './data-directory'
import { openSqlite } from './sqlite'

const anyUpdate = fc.record({
  boardId: fc.constant('a'),
  n: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  participant: fc.string({ unit: 'grapheme' }),
  at: fc.maxSafeNat(),
  bytes: fc.uint8Array({ maxLength: 300 }),
})

it('packed updates come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyUpdate), async updates => {
      expect(await unpackUpdates('a', await packUpdates(updates))).toEqual(updates)
    }),
  )
})

it('of a history that became too long the oldest content goes; who and when stays', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  const storage = await openSqlite(directory, { historyBytes: 100 })
  const update = (n: number) => {
    return { boardId: 'a', n, participant: `p${n}`, at: 1_000 + n, bytes: Uint8Array.of(n) }
  }
  const links = forEachRole(role => ({ rotation: 0, secretHash: role }))
  await storage.createBoard('a', links, update(1))
  for (let n = 1; n <= 6; n++) {
    await storage.appendUpdates([update(n + 1)])
    await storage.compact('a', { n, bytes: Uint8Array.of(n), authors: new Map() })
  }
  await storage.close()
  const database = new Database(databaseIn(directory))
  const parts = database.prepare('SELECT * FROM board_archive ORDER BY first_n').all() as {
    bytes: Buffer | null
  }[] // the columns of a table of ours
  database.close()
  rmSync(directory, { recursive: true })
  expect(parts).toMatchObject(
    [1, 2, 3, 4, 5, 6].map(n => ({ first_n: n, last_n: n, first_at: 1_000 + n, participants: `["p${n}"]` })),
  )
  const kept = parts.map(({ bytes }) => bytes !== null)
  expect(kept).toEqual([...kept].sort())
  expect(kept[0]).toBe(false)
  expect(kept[5]).toBe(true)
})
