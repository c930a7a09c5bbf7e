import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { linksToStore, newOwnerSecret } from '../links'
import { readStoredDocument } from '../sync/stored-document'
import { databaseIn } from './data-directory'
import { openSqlite } from './sqlite'
import type { LoggedUpdate, Storage, StoredBoard } from './storage'

const PAGE = 4_096

let directory: string
let storage: Storage

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  storage = await openSqlite(directory)
})

afterEach(async () => {
  await storage.close()
  rmSync(directory, { recursive: true, force: true })
})

/** The log of a board to which each participant added one value; the last one fills several pages. */
function logOf(boardId: string): LoggedUpdate[] {
  return Array.from({ length: 6 }, (_, i) => {
    const doc = new Y.Doc()
    doc.clientID = i + 1
    doc.getMap('model').set(`k${i + 1}`, i === 4 ? `${boardId} `.repeat(8_000) : i)
    return { boardId, n: i + 1, participant: `p${i}`, at: i, bytes: Y.encodeStateAsUpdate(doc) }
  })
}

async function createBoard(boardId: string): Promise<void> {
  const [first, ...others] = logOf(boardId)
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  await storage.createBoard(boardId, linksToStore(newOwnerSecret(), rotations), first)
  await storage.appendUpdates(others)
}

/** Does something to the files of the database while no server runs. */
async function tamper(how: () => void): Promise<void> {
  await storage.close()
  how()
  storage = await openSqlite(directory)
}

function execute(sql: string): void {
  const database = new Database(databaseIn(directory))
  database.exec(sql)
  database.close()
}

const keysOf = async (boardId: string) => {
  const { doc, leftOut, last } = readStoredDocument(await storage.loadBoard(boardId))
  return { keys: [...doc.getMap('model').keys()].sort(), leftOut, last }
}

const whole = { keys: ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'], leftOut: [], last: 6 }

describe('a damaged database (D6)', () => {
  beforeEach(async () => {
    await createBoard('a')
    await createBoard('b')
  })

  it('opens a board without the row whose bytes were changed', async () => {
    await tamper(() => execute("UPDATE board_update SET bytes = x'0000' WHERE board_id = 'a' AND n = 6"))
    expect(await keysOf('a')).toEqual({ keys: ['k1', 'k2', 'k3', 'k4', 'k5'], leftOut: [6], last: 6 })
    expect(await keysOf('b')).toEqual(whole)
  })

  it('opens a board without the row whose pages cannot be read', async () => {
    await tamper(() => {
      const file = readFileSync(databaseIn(directory))
      const pages = Array.from({ length: file.length / PAGE }, (_, i) =>
        file.subarray(i * PAGE, (i + 1) * PAGE),
      )
      const [, second] = pages.filter(page => page.includes('a a a a a a '))
      second.fill(0)
      writeFileSync(databaseIn(directory), file)
    })
    expect(await keysOf('a')).toEqual({ keys: ['k1', 'k2', 'k3', 'k4', 'k6'], leftOut: [5], last: 6 })
    expect(await keysOf('b')).toEqual(whole)
  })

  it('opens a board whose claims to client ids cannot be read, without them', async () => {
    const claims = Array.from({ length: 300 }, (_, i) => {
      return { boardId: 'a', client: i, participant: 'somebody who claims', at: 0 }
    })
    await storage.appendUpdates([], claims)
    await tamper(() => {
      const file = readFileSync(databaseIn(directory))
      for (let at = 0; at < file.length; at += PAGE) {
        const page = file.subarray(at, at + PAGE)
        if (page.includes('somebody who claims')) page.fill(0)
      }
      writeFileSync(databaseIn(directory), file)
    })
    expect(await keysOf('a')).toEqual(whole)
    expect((await storage.loadBoard('a')).claims).toEqual(new Map())
  })

  it('never shows a board as blank of which the beginning is damaged', async () => {
    await tamper(() => execute("UPDATE board_update SET bytes = x'0000' WHERE board_id = 'a' AND n = 1"))
    await expect(keysOf('a')).rejects.toThrow('cannot be read')
    expect(await keysOf('b')).toEqual(whole)
  })

  it('builds a board from its archive where the snapshot is damaged', async () => {
    const { doc, authors } = readStoredDocument(await storage.loadBoard('a'))
    await storage.compact('a', { n: 4, bytes: Y.encodeStateAsUpdate(doc), authors })
    await storage.compact('a', { n: 5, bytes: Y.encodeStateAsUpdate(doc), authors })
    await tamper(() => execute("UPDATE board_snapshot SET bytes = x'0000'"))
    expect(await keysOf('a')).toEqual(whole)
    expect((await storage.loadBoard('a')).updates.map(({ participant }) => participant)).toEqual(
      logOf('a').map(({ participant }) => participant),
    )
  })

  it('builds a board of a long history from what it was where the rest of its archive begins', async () => {
    await storage.close()
    storage = await openSqlite(directory, { historyBytes: 150 })
    for (const n of [2, 3, 4, 5]) {
      const { doc, authors } = readStoredDocument(await before(n))
      await storage.compact('a', { n, bytes: Y.encodeStateAsUpdate(doc), authors })
    }
    const { authors } = readStoredDocument(await storage.loadBoard('a'))
    await tamper(() => execute("UPDATE board_snapshot SET bytes = x'0000'"))
    const board = await storage.loadBoard('a')
    expect(board.snapshot?.n).toBeGreaterThanOrEqual(2)
    expect(board.snapshot?.n).toBeLessThan(5)
    expect(await keysOf('a')).toEqual(whole)
    expect(readStoredDocument(board).authors).toEqual(authors)
    const { start, updates } = await storage.readHistory('a')
    expect([start?.n, updates.at(-1)?.n]).toEqual([board.snapshot?.n, 6])
  })

  /** The board with the updates up to `n`. */
  async function before(n: number): Promise<StoredBoard> {
    const board = await storage.loadBoard('a')
    return { ...board, updates: board.updates.filter(update => update.n <= n) }
  }

  it('refuses in words when nothing is left of the archive', async () => {
    const { doc, authors } = readStoredDocument(await storage.loadBoard('a'))
    await storage.compact('a', { n: 4, bytes: Y.encodeStateAsUpdate(doc), authors })
    await tamper(() =>
      execute("UPDATE board_snapshot SET bytes = x'0000'; UPDATE board_archive SET bytes = NULL"),
    )
    await expect(storage.loadBoard('a')).rejects.toThrow('The snapshot of board a is damaged')
  })

  it('refuses in words when the archive is damaged too', async () => {
    const { doc, authors } = readStoredDocument(await storage.loadBoard('a'))
    await storage.compact('a', { n: 4, bytes: Y.encodeStateAsUpdate(doc), authors })
    await tamper(() => execute("UPDATE board_snapshot SET bytes = x'0000'; UPDATE board_archive SET crc = 1"))
    await expect(storage.loadBoard('a')).rejects.toThrow('The snapshot of board a is damaged')
  })
})
