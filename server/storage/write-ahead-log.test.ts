import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { linksToStore, newOwnerSecret } from '../links'
import { createLog } from '../log'
import { PrometheusMetrics } from '../prometheus'
import { databaseIn } from './data-directory'
import { openSqlite } from './sqlite'
import type { Storage } from './storage'

const MEBIBYTE = 1_048_576
const LARGEST = 64 * MEBIBYTE

let directory: string
let storage: Storage
let last: number
let warnings: { event: string; bytes: number }[]

async function open(checkpointEvery: number): Promise<void> {
  const log = createLog(line => {
    const entry = JSON.parse(line)
    if (entry.level === 'warn') warnings.push(entry)
  })
  storage = await openSqlite(directory, { log, checkpointEvery })
  const links = linksToStore(newOwnerSecret(), { owner: 0, editor: 0, annotator: 0, viewer: 0 })
  const first = { boardId: 'a', n: 1, participant: 'p', at: 0, bytes: new Uint8Array() }
  await storage.createBoard('a', links, first)
  last = 1
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  warnings = []
})

afterEach(async () => {
  await storage.close()
  rmSync(directory, { recursive: true, force: true })
})

async function write(mebibytes: number): Promise<void> {
  const bytes = new Uint8Array(4 * MEBIBYTE)
  for (let written = 0; written < mebibytes; written += 4)
    await storage.appendUpdates([{ boardId: 'a', n: ++last, participant: 'p', at: 0, bytes }])
}

/** Somebody who reads the database as it is now until they let go, as a backup does. */
function reader(): { letGo(): void } {
  const connection = new Database(databaseIn(directory), { readonly: true })
  connection.exec('BEGIN')
  connection.prepare('SELECT count(*) FROM board').get()
  return { letGo: () => connection.close() }
}

const isEmpty = () => vi.waitFor(() => expect(storage.walBytes()).toBe(0), { timeout: 20_000 })

describe('the write-ahead log (D7)', () => {
  it('stays small while readers come and go, however much is written', async () => {
    await open(3_000)
    const sizes: number[] = []
    let passing: ReturnType<typeof reader> | null = null
    const visits = setInterval(() => {
      passing?.letGo()
      passing = passing === null ? reader() : null
    }, 20)
    for (let i = 0; i < 40; i++) {
      await write(4)
      sizes.push(storage.walBytes() ?? 0)
    }
    clearInterval(visits)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LARGEST)
  })

  it('that a reader holds is told of, and is emptied once that lets go', async () => {
    await open(300)
    const metrics = new PrometheusMetrics()
    metrics.watchWriteAheadLog(() => storage.walBytes() ?? 0)
    const holding = reader()
    await write(80)
    await vi.waitFor(() => expect(warnings).not.toEqual([]), { timeout: 20_000 })
    expect(warnings[0]?.event).toContain('the write-ahead log cannot be emptied')
    expect(warnings[0]?.bytes).toBeGreaterThan(LARGEST)
    expect(await metrics.text()).toMatch(new RegExp(`^chainboard_wal_bytes ${storage.walBytes()}$`, 'm'))
    holding.letGo()
    await isEmpty()
    expect(await metrics.text()).toMatch(/^chainboard_wal_bytes 0$/m)
  })

  it('is emptied though readers follow on each other without a gap', async () => {
    await open(300)
    let current = reader()
    const relay = setInterval(() => {
      const next = reader()
      current.letGo()
      current = next
    }, 20)
    try {
      await write(48)
      await isEmpty()
      await write(4) // and goes on to take what comes
    } finally {
      clearInterval(relay)
      current.letGo()
    }
  })

  it('that cannot be emptied keeps nobody from writing', async () => {
    await open(60)
    const holding = reader()
    await write(40)
    holding.letGo()
    expect((await storage.loadBoard('a')).updates).toHaveLength(last)
  })
})
