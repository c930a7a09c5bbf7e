import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { linksToStore, newOwnerSecret } from '../links'
import { openSqlite } from '../storage/sqlite'
import type { LoggedUpdate } from '../storage/storage'
import { bundleProgram } from '../testing/server-process'
import { isSameDocument, readStoredDocument } from './stored-document'

const EDITS = 50_000

let directory: string
let compactor: Awaited<ReturnType<typeof bundleProgram>>

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-compaction-'))
  compactor = await bundleProgram('testing/compact-board.ts')
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
  compactor.remove()
})

/** Lets a process compact the board and kills it after so many ms. Resolves with whether it was done before. */
function compactAndKill(ms: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compactor.program, directory, 'b'])
    let [said, errors] = ['', '']
    child.stderr.on('data', data => {
      errors += data
    })
    child.stdout.on('data', data => {
      if (said === '') void delay(ms).then(() => child.kill('SIGKILL'))
      said += data
    })
    child.on('close', () => (errors === '' ? resolve(said.includes('compacted')) : reject(new Error(errors))))
  })
}

it('a board of 50,000 edits survives a kill at any moment of its compaction (D8)', async () => {
  const doc = new Y.Doc()
  const updates: LoggedUpdate[] = []
  doc.on('update', bytes =>
    updates.push({ boardId: 'b', n: updates.length + 1, participant: 'p', at: 0, bytes }),
  )
  for (let i = 0; i < EDITS; i++) doc.getMap('model').set(`k${i % 7}`, i)
  const storage = await openSqlite(directory)
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  await storage.createBoard('b', linksToStore(newOwnerSecret(), rotations), updates[0])
  await storage.appendUpdates(updates.slice(1))
  await storage.close()

  let isDone = false
  for (let ms = 400; !isDone; ms *= 4) {
    isDone = await compactAndKill(ms)
    const after = await openSqlite(directory)
    const stored = await after.loadBoard('b')
    await after.close()
    const { doc: reloaded, last } = readStoredDocument(stored)
    expect(isSameDocument(reloaded, doc)).toBe(true)
    expect(last).toBe(EDITS)
    expect(stored.updates).toHaveLength(stored.snapshot === null ? EDITS : 0)
  }
}, 300_000)
