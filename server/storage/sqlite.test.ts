import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqlite } from './sqlite'
import { StorageUnavailable } from './storage'
import { describeStorage } from './storage-contract'

function temporaryDirectory() {
  const path = mkdtempSync(join(tmpdir(), 'chainboard-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

describeStorage('SQLite', async () => {
  const { path, remove } = temporaryDirectory()
  return { open: historyBytes => openSqlite(path, { historyBytes }), remove }
})

it('is for one process at a time, and free again after a close (D10)', async () => {
  const { path, remove } = temporaryDirectory()
  const first = await openSqlite(path)
  await expect(openSqlite(path)).rejects.toThrow(StorageUnavailable)
  await first.close()
  await (await openSqlite(path)).close()
  remove()
})

it('says in a sentence that it cannot write to its directory', async () => {
  const { path, remove } = temporaryDirectory()
  writeFileSync(join(path, 'file'), '')
  await expect(openSqlite(join(path, 'file', 'data'))).rejects.toThrow('cannot write to its data directory')
  remove()
})

it.runIf(process.platform === 'linux')('says so of a place that can hold no directories, too', async () => {
  await expect(openSqlite('/proc/nope/data')).rejects.toThrow('cannot write to its data directory')
})

it.each([
  ['no database', (path: string) => writeFileSync(join(path, 'chainboard.db'), 'no database '.repeat(100))],
  ['a directory', (path: string) => mkdirSync(join(path, 'chainboard.db'))],
  ['a lock that is a directory', (path: string) => mkdirSync(join(path, 'chainboard.lock'))],
])('says in a sentence that it finds %s where its database should be', async (_what, spoil) => {
  const { path, remove } = temporaryDirectory()
  spoil(path)
  await expect(openSqlite(path)).rejects.toThrow(StorageUnavailable)
  await expect(openSqlite(path)).rejects.toThrow('cannot be used')
  remove()
})

it('opens what the first version wrote', async () => {
  const { path, remove } = temporaryDirectory()
  await (await openSqlite(path)).close()
  const database = new Database(join(path, 'chainboard.db'))
  database.exec(`
    ALTER TABLE board_snapshot DROP COLUMN authors;
    ALTER TABLE board_snapshot DROP COLUMN crc;
    ALTER TABLE board_update DROP COLUMN crc;
    DROP TABLE board_archive;
    DROP TABLE board_claim;
    DROP TABLE board_image;
    DELETE FROM migration WHERE version > 1;
    INSERT INTO board (id, created_at) VALUES ('a', 0);
    INSERT INTO board_snapshot (board_id, n, bytes) VALUES ('a', 3, x'0000');
    INSERT INTO board_update (board_id, n, participant, at, bytes) VALUES ('a', 4, 'p', 0, x'0000');
  `)
  database.close()
  const storage = await openSqlite(path)
  const { snapshot, updates, damaged } = await storage.loadBoard('a')
  expect(snapshot).toMatchObject({ n: 3, authors: new Map() })
  expect(updates).toHaveLength(1)
  expect(damaged).toEqual([])
  await storage.appendUpdates([], [{ boardId: 'a', client: 7, participant: 'p', at: 0 }])
  expect((await storage.loadBoard('a')).claims).toEqual(new Map([[7, 'p']]))
  await storage.close()
  remove()
})

it('says in a sentence that a newer version has written the data', async () => {
  const { path, remove } = temporaryDirectory()
  await (await openSqlite(path)).close()
  const database = new Database(join(path, 'chainboard.db'))
  database.exec('INSERT INTO migration (version, applied_at) VALUES (1000, 0)')
  database.close()
  await expect(openSqlite(path)).rejects.toThrow(StorageUnavailable)
  remove()
})
