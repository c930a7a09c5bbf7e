import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite, StorageUnavailable } from './sqlite'
import { describeStorage } from './storage-contract'

function temporaryDirectory() {
  const path = mkdtempSync(join(tmpdir(), 'chainboard-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

describeStorage('SQLite', async () => {
  const { path, remove } = temporaryDirectory()
  return { open: () => openSqlite(path), remove }
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
